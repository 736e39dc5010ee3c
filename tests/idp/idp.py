"""What the tests know of an identity provider, whichever it is."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
EMAIL_FORMAT = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
SPACES = {"md": "urn:oasis:names:tc:SAML:2.0:metadata", "ds": "http://www.w3.org/2000/09/xmldsig#"}


class Missing(Exception):
    """Something that cannot be had on this machine."""


@dataclass(frozen=True)
class Metadata:
    """An identity provider's metadata, as an administrator copies it into a provider's record."""

    entity_id: str
    certificates: list
    sso: dict
    slo: dict


def read_metadata(text):
    root = ElementTree.fromstring(text)
    certificates = [
        re.sub(r"\s", "", node.text)
        for key in root.iterfind(".//md:IDPSSODescriptor/md:KeyDescriptor", SPACES)
        if key.get("use") in (None, "signing")
        for node in key.iterfind(".//ds:X509Certificate", SPACES)
    ]
    places = lambda name: {node.get("Binding"): node.get("Location") for node in root.iterfind(f".//md:{name}", SPACES)}
    return Metadata(root.get("entityID"), certificates, places("SingleSignOnService"), places("SingleLogoutService"))
