"""pysaml2 as identity provider, the same moves as `simplesamlphp.SimpleSamlPhp`. It verifies and signs with xmlsec1."""

import contextlib
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

import requests

from idp import Missing, read_metadata
from processes import HERE, free_port, make_certificate, running, wait_for

CONSUMER = """<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}"><md:SPSSODescriptor
 protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:AssertionConsumerService index="0" isDefault="true"
 Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="{consumer}"/></md:SPSSODescriptor></md:EntityDescriptor>"""


class PySaml2:
    """A running one. It looks at its files before each answer."""

    name = "pysaml2"

    def __init__(self, folder, url):
        self.folder, self.url = folder, url
        self.entity_id = f"{url}/metadata"
        self.sso_url = f"{url}/sso"
        self.options = {
            "people": {},
            "keys": {"key": "old.key", "certificate": "old.crt"},
            "signed": ["assertion", "response"],
            "want_signed": False,
        }

    def save(self):
        written = self.folder / "options.new"
        written.write_text(json.dumps(self.options))
        written.replace(self.folder / "options.json")

    def add_person(self, name, **attributes):
        self.options["people"][name] = attributes
        self.save()

    def trust(self, metadata):
        (self.folder / "sp/own.xml").write_text(metadata)

    def add_service_provider(self, entity_id, consumer):
        name = re.sub(r"\W", "_", entity_id)
        (self.folder / f"sp/{name}.xml").write_text(CONSUMER.format(entity=entity_id, consumer=consumer))

    def sign(self, *parts):
        """Which parts of a response are signed: `assertion`, `response`."""
        self.options["signed"] = parts
        self.save()

    def want_signed_requests(self, wanted):
        self.options["want_signed"] = wanted
        self.save()

    def metadata(self):
        answer = requests.get(f"{self.url}/metadata", timeout=20)
        answer.raise_for_status()
        return read_metadata(answer.text)

    def begin_rollover(self):
        """Announces the second certificate and goes on signing with the first."""
        self._keys(key="old.key", certificate="old.crt", others=["new.crt"])

    def end_rollover(self):
        self._keys(key="new.key", certificate="new.crt")

    def back_to_old_key(self):
        self._keys(key="old.key", certificate="old.crt")

    def _keys(self, **keys):
        self.options["keys"] = keys
        self.save()

    def sign_in(self, browser, name):
        browser.follow()
        if any("wanted" in form.fields for form in browser.forms):
            browser.submit(browser.form("wanted"), name=name)
        return browser.form("SAMLResponse")

    def complaint(self, browser):
        """What its error page says, nothing where there is none."""
        return browser.answer.text if browser.answer.status_code == 400 else ""

    def unsolicited(self, browser, name, entity_id, relay_state=""):
        browser.get(f"{self.url}/initiate?" + urlencode({"sp": entity_id, "RelayState": relay_state}))
        return self.sign_in(browser, name)

    def start_logout(self, browser):
        return browser.get(f"{self.url}/logout")

    def is_logged_out(self, browser):
        browser.get(f"{self.url}/whoami")
        return browser.answer.status_code == 401


@contextlib.contextmanager
def start(port=None):
    if shutil.which("xmlsec1") is None:
        raise Missing("xmlsec1 is not installed")
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="postern-idp-") as name:
        folder = Path(name)
        (folder / "sp").mkdir()
        for key in ("old", "new"):
            make_certificate(folder, key)
        idp = PySaml2(folder, url)
        idp.save()
        command = [sys.executable, str(HERE / "pysaml2_server.py"), str(folder), str(port)]
        with running(command, folder / "server.log") as process:
            wait_for(f"{url}/metadata", process, folder / "server.log")
            yield idp
