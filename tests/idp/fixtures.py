"""Writes crates/saml/tests/fixtures/ anew: real messages of both identity providers, for the tests of the library.

    cargo build -p postern-saml --example service_provider
    .venv-idp/bin/python tests/idp/fixtures.py

Each provider gets new keys, which are thrown away afterwards; only the certificate is kept. The moment is written down, so
the messages stay good for ever in tests and are of no use anywhere else.
"""

import base64
import json
import os
import subprocess
from datetime import datetime, timezone
from urllib.parse import urlsplit

import requests

import pysaml2_idp
import simplesamlphp
from browser import Browser
from processes import REPOSITORY

FIXTURES = REPOSITORY / "crates/saml/tests/fixtures"
PROGRAM = REPOSITORY / os.environ.get("CARGO_TARGET_DIR", "target") / "debug/examples/service_provider"
APPLICATION = "https://localhost:8443/saml"


def service_provider(*arguments):
    return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def write(idp, metadata_path):
    folder = FIXTURES / idp.name
    folder.mkdir(parents=True, exist_ok=True)
    keep = lambda name, form: (folder / name).write_bytes(base64.b64decode(form.fields["SAMLResponse"]))
    idp.add_person("alice", email="alice@example.org", OrganizationName="acme", ServiceName="directory")
    idp.trust(service_provider("metadata"))
    idp.add_service_provider(APPLICATION, APPLICATION)
    browser = Browser()
    keep("login.xml", idp.sign_in(browser.get(service_provider("request", idp.sso_url)), "alice"))
    idp.sign("assertion")
    keep("unsolicited.xml", idp.unsolicited(browser, "alice", "urn:postern:acme"))
    idp.sign("response")
    keep("grant.xml", idp.unsolicited(browser, "alice", APPLICATION))
    (folder / "metadata.xml").write_text(requests.get(idp.url + metadata_path, timeout=20).text)
    # The last service provider signed in to is told first; the application has no address for that.
    idp.sign("assertion", "response")
    idp.unsolicited(browser, "alice", "urn:postern:acme")
    idp.start_logout(browser).follow(until="https://login.example.org/")
    (folder / "logout.query").write_text(urlsplit(browser.redirected_to).query + "\n")
    about = {"issuer": idp.entity_id, "now": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")}
    (folder / "about.json").write_text(json.dumps(about, indent=2) + "\n")


if __name__ == "__main__":
    with simplesamlphp.start(18081) as idp:
        write(idp, "/saml2/idp/metadata.php")
    with pysaml2_idp.start(18082) as idp:
        write(idp, "/metadata")
