"""How long pysaml2 takes to check a response: prints milliseconds, one a try, as JSON.

    saml.py RESPONSE CERTIFICATE        both are files: the form's value, and the identity provider's certificate in PEM

The response is of a fixed moment, and pysaml2 has no clock to set, so its view of the time is replaced.
"""

import calendar
import json
import sys
import time
from datetime import datetime
from pathlib import Path

from saml2 import BINDING_HTTP_POST, time_util
from saml2.client import Saml2Client
from saml2.config import SPConfig

TRIES = 30
NOW = calendar.timegm((2026, 3, 1, 12, 0, 0))
ISSUER, AUDIENCE, CONSUMER, REQUEST = "https://idp.example/md", "urn:postern:acme", "https://login.example.org/saml", "_request1"
METADATA = """<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{issuer}"><md:IDPSSODescriptor
 protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo
 xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data>
 </ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
 Location="https://idp.example/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>"""


class Fixed(datetime):
    @classmethod
    def now(cls, zone=None):
        return cls.fromtimestamp(NOW, zone)


def client(certificate):
    base64 = "".join(line for line in certificate.splitlines() if not line.startswith("-----"))
    return Saml2Client(SPConfig().load({
        "entityid": AUDIENCE,
        "service": {"sp": {
            "endpoints": {"assertion_consumer_service": [(CONSUMER, BINDING_HTTP_POST)]},
            "want_response_signed": False,
            "want_assertions_signed": True,
            "allow_unknown_attributes": True,
        }},
        "metadata": {"inline": [METADATA.format(issuer=ISSUER, certificate=base64)]},
        "xmlsec_binary": "/usr/bin/xmlsec1",
        "allow_unknown_attributes": True,
    }))


def main():
    response, certificate = Path(sys.argv[1]).read_text(), Path(sys.argv[2]).read_text()
    real = time.gmtime
    time_util.time.gmtime = lambda *seconds: real(*(seconds or (NOW,)))
    time_util.datetime = Fixed
    sp, taken = client(certificate), []
    for _ in range(TRIES):
        begun = time.perf_counter()
        answer = sp.parse_authn_request_response(response, BINDING_HTTP_POST, outstanding={REQUEST: "/"})
        taken.append((time.perf_counter() - begun) * 1000)
        assert answer.get_subject().text == "alice@example.org"
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
