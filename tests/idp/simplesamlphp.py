"""SimpleSAMLphp (the Debian package) as identity provider, in a folder of its own and on PHP's own web server.

The package is unpacked, not installed: it would bring a web server along. Only `php-cli` and `php-xml` are installed.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlencode

import requests

from idp import EMAIL_FORMAT, Missing, read_metadata
from processes import HERE, REPOSITORY, free_port, make_certificate, running, wait_for

PACKAGE = "simplesamlphp"
CACHE = REPOSITORY / ".idp"


def unpacked():
    """The folder of the unpacked package, fetched when it is not there."""
    folder = CACHE / PACKAGE
    if (folder / "usr/share/simplesamlphp/www").is_dir():
        return folder
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as fetched:
        try:
            download(fetched)
            (package,) = Path(fetched).glob("*.deb")
            subprocess.run(["dpkg", "-x", str(package), f"{fetched}/new"], check=True, capture_output=True)
        except (OSError, ValueError, subprocess.CalledProcessError) as cause:
            raise Missing(f"the Debian package {PACKAGE} cannot be fetched: {cause}") from cause
        shutil.rmtree(folder, ignore_errors=True)
        os.rename(f"{fetched}/new", folder)
    return folder


def download(folder):
    """Downloads the package; a machine that has no list of packages yet gets one."""
    command = ["apt-get", "download", "--quiet", PACKAGE]
    if subprocess.run(command, cwd=folder, capture_output=True).returncode != 0:
        subprocess.run(["apt-get", "update", "--quiet"], capture_output=True)
        subprocess.run(command, cwd=folder, check=True, capture_output=True)


class SimpleSamlPhp:
    """A running one. Everything it is told can be changed while it runs: it reads its files at each request."""

    name = "simplesamlphp"

    def __init__(self, folder, url):
        self.folder, self.url = folder, url
        self.entity_id = f"{url}/md"
        self.sso_url = f"{url}/saml2/idp/SSOService.php"
        self.options = {
            "people": {},
            "keys": {"privatekey": "old.key", "certificate": "old.crt"},
            "service_providers": {},
            "sign": {},
        }

    def save(self):
        text = json.dumps(self.options)
        written = self.folder / "options.new"
        written.write_text(text)
        written.replace(self.folder / "options.json")

    def add_person(self, name, **attributes):
        """Somebody whose password is the name."""
        self.options["people"][name] = {key: [value] for key, value in attributes.items()}
        self.save()

    def trust(self, metadata):
        """Takes in a service provider's own metadata."""
        (self.folder / "sp.xml").write_text(metadata)

    def add_service_provider(self, entity_id, consumer, **options):
        """Another one, by hand."""
        defaults = {"AssertionConsumerService": consumer, "NameIDFormat": EMAIL_FORMAT, "simplesaml.attributes": True}
        self.options["service_providers"][entity_id] = defaults | options
        self.save()

    def sign(self, *parts):
        """Which parts of a response are signed: `assertion`, `response`."""
        self.options["sign"] = {f"saml20.sign.{part}": part in parts for part in ("assertion", "response")}
        self.save()

    def want_signed_requests(self, wanted):
        self.options["sign"]["validate.authnrequest"] = wanted
        self.save()

    def metadata(self):
        answer = requests.get(f"{self.url}/saml2/idp/metadata.php", timeout=20)
        answer.raise_for_status()
        return read_metadata(answer.text)

    def begin_rollover(self):
        """Announces the second certificate, first in the list, and goes on signing with the first."""
        self.options["keys"] |= {"new_privatekey": "new.key", "new_certificate": "new.crt"}
        self.save()

    def end_rollover(self):
        """Signs with the second certificate; the first is gone."""
        self.options["keys"] = {"privatekey": "new.key", "certificate": "new.crt"}
        self.save()

    def back_to_old_key(self):
        self.options["keys"] = {"privatekey": "old.key", "certificate": "old.crt"}
        self.save()

    def sign_in(self, browser, name):
        """Answers the login page if there is one, up to the form that carries the response to the service provider."""
        browser.follow()
        if any("AuthState" in form.fields for form in browser.forms):
            form = browser.form("AuthState")
            browser.post(browser.here.split("?")[0], {"username": name, "password": name, "AuthState": form.fields["AuthState"]}).follow()
        return browser.form("SAMLResponse")

    def complaint(self, browser):
        """What its error page says, nothing where there is none. PHP's own server sends it with status 200."""
        found = re.search(r"Caused by: (.*?)(Backtrace|\n)", browser.answer.text)
        return found[1] if found else ""

    def unsolicited(self, browser, name, entity_id, relay_state=""):
        """The form of a response that nobody asked for."""
        browser.get(f"{self.sso_url}?" + _query(spentityid=entity_id, RelayState=relay_state))
        return self.sign_in(browser, name)

    def start_logout(self, browser):
        """The browser's person logs out here; the answer leads to the service providers."""
        return browser.get(f"{self.url}/saml2/idp/initSLO.php?" + _query(RelayState="/"))

    def is_logged_out(self, browser):
        """Whether it would ask for credentials again."""
        other = browser.get(f"{self.url}/module.php/core/authenticate.php?as=people")
        return other.redirected_to is not None and "loginuserpass" in other.redirected_to


def _query(**values):
    return urlencode({name: value for name, value in values.items() if value})


@contextlib.contextmanager
def start(port=None):
    if shutil.which("php") is None:
        raise Missing("php is not installed (php-cli, php-xml)")
    package = unpacked()
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="postern-idp-") as name:
        folder = Path(name)
        for part in ("cert", "metadata", "log", "tmp", "data", "sessions", "config"):
            (folder / part).mkdir()
        for key in ("old", "new"):
            make_certificate(folder / "cert", key)
        shutil.copy(HERE / "simplesamlphp/config.php", folder / "config")
        shutil.copy(HERE / "simplesamlphp/authsources.php", folder / "config")
        shutil.copy(HERE / "simplesamlphp/saml20-idp-hosted.php", folder / "metadata")
        shutil.copy(HERE / "simplesamlphp/saml20-sp-remote.php", folder / "metadata")
        (folder / "sp.xml").write_text('<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>')
        idp = SimpleSamlPhp(folder, url)
        idp.save()
        # One process answers one request at a time, which is enough. With workers, those would outlive it.
        environment = {
            "PATH": os.environ["PATH"],
            "IDP_FOLDER": str(folder),
            "IDP_PACKAGE": str(package),
            "IDP_URL": url,
            "SIMPLESAMLPHP_CONFIG_DIR": str(folder / "config"),
        }
        command = ["php", "-d", "display_errors=0", "-S", f"127.0.0.1:{port}", "-t", str(package / "usr/share/simplesamlphp/www")]
        with running(command, folder / "server.log", env=environment) as process:
            wait_for(f"{url}/saml2/idp/metadata.php", process, folder / "server.log")
            yield idp
