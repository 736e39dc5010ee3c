"""The server under test: starting it, and the few moves of its platform API that the tests make."""

import contextlib
import json
import os
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from idp import EMAIL_FORMAT, POST, REDIRECT
from processes import REPOSITORY, START_TIMEOUT_SECONDS, running

# Nobody listens there: the tests read the address that a browser is sent to.
APPLICATION = "https://application.example"
CALLBACK = f"{APPLICATION}/callback"
BINDING_WORDS = {REDIRECT: "HTTP Redirect", POST: "HTTP Post"}


@dataclass(frozen=True)
class Client:
    """An OAuth client and its secret."""

    id: str
    secret: str


@dataclass
class Postern:
    """A running server and its bootstrap client."""

    url: str
    client: Client
    process: object
    _token: str = field(default="", repr=False)

    def call(self, method, path, body=None):
        """A call of the platform API by the bootstrap client; its parsed answer."""
        if not self._token:
            self._token = self.token_request(self.client, grant_type="client_credentials").json()["access_token"]
        headers = {"Authorization": f"Bearer {self._token}"}
        answer = requests.request(method, self.url + path, json=body, headers=headers, timeout=20)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def token_request(self, client, **fields):
        return requests.post(f"{self.url}/oauth/token", data=fields, auth=(client.id, client.secret), timeout=20)

    def whoami(self, token):
        """The e-mail address of the person that a token is of."""
        answer = requests.get(f"{self.url}/api/v2/users/me", headers={"Authorization": f"Bearer {token}"}, timeout=20)
        assert answer.ok, f"{answer.status_code} {answer.text}"
        return answer.json()["email"]

    @property
    def short_name(self):
        return self.call("GET", "/api/v2/organizations/me")["thirdPartyOrgName"]

    def create_client(self, grant, *redirect_uris):
        body = {
            "name": f"{grant} {uuid.uuid4().hex[:8]}",
            "authorizedGrantType": grant,
            "registeredRedirectUri": list(redirect_uris),
            "scope": ["users:readonly"],
        }
        created = self.call("POST", "/api/v2/oauth/clients", body)
        return Client(created["id"], created["secret"])

    def create_user(self, name):
        """Somebody new; the e-mail address."""
        email = f"{name}.{uuid.uuid4().hex[:8]}@example.org"
        home = self.call("GET", "/api/v2/authorization/divisions/home")["id"]
        self.call("POST", "/api/v2/users", {"name": name, "email": email, "divisionId": home})
        return email

    def sp_metadata(self, provider_id):
        answer = requests.get(f"{self.url}/saml/metadata", params={"provider": provider_id}, timeout=20)
        assert answer.ok, f"{answer.status_code} {answer.text}"
        return answer.text

    def reason(self, answer):
        """Why an answer is a refusal, from the trace that its header names."""
        trace = requests.get(f"{self.url}/postern/decisions/{answer.headers['Postern-Decision']}", timeout=20)
        assert trace.ok, trace.text
        return trace.text

    def authorize_url(self, client, **more):
        query = {"response_type": "code", "client_id": client.id, "redirect_uri": CALLBACK, "state": "s"} | more
        return f"{self.url}/oauth/authorize?{urlencode(query)}"

    def sign_in_url(self, provider):
        """Where a sign-in through a provider begins that no application asked for."""
        return f"{self.url}/saml/login?{urlencode({'provider': provider.id, 'then': '/signed-in'})}"

    def person_of(self, browser, client):
        """The e-mail address of who is signed in in a browser, found out as an application does; nobody is `None`."""
        browser.get(self.authorize_url(client)).follow(until=APPLICATION)
        if browser.redirected_to is None:
            return None
        values = parse_qs(urlsplit(browser.redirected_to).query)
        assert values["state"] == ["s"]
        answer = self.token_request(client, grant_type="authorization_code", code=values["code"][0], redirect_uri=CALLBACK)
        assert answer.ok, answer.text
        return self.whoami(answer.json()["access_token"])


class Provider:
    """The record of one identity provider, changed over the platform API."""

    def __init__(self, postern, idp, audience):
        metadata = idp.metadata()
        self.postern, self.idp, self.audience = postern, idp, audience
        self.record = {
            "name": idp.name,
            "issuerURI": metadata.entity_id,
            "ssoTargetURI": metadata.sso[REDIRECT],
            "ssoBinding": REDIRECT,
            "sloURI": metadata.slo[REDIRECT],
            "sloBinding": BINDING_WORDS[REDIRECT],
            "relyingPartyIdentifier": audience,
            "certificates": metadata.certificates,
            "nameIdentifierFormat": EMAIL_FORMAT,
            "signAuthnRequests": False,
            "displayOnLogin": True,
        }
        self.id = postern.call("POST", "/api/v2/identityproviders", self.record)["id"]

    def change(self, **fields):
        """Replaces the record."""
        self.record |= fields
        self.postern.call("PUT", f"/api/v2/identityproviders/{self.id}", self.record)

    def export(self):
        """The identity provider's administrator imports our metadata."""
        self.idp.trust(self.postern.sp_metadata(self.id))

    def use(self, binding, signed):
        self.change(ssoBinding=binding, ssoTargetURI=self.idp.metadata().sso[binding], signAuthnRequests=signed)


@contextlib.contextmanager
def start_postern():
    binary = os.environ.get("POSTERN_BIN", str(REPOSITORY / "target" / "debug" / "postern"))
    with tempfile.TemporaryDirectory(prefix="postern-idp-") as folder:
        ready_file, log_file = Path(folder, "ready.json"), Path(folder, "postern.log")
        # Test identity providers speak plain http, which a provider's record may not name otherwise.
        settings = ["--set", "identity-providers.loopback-http=accept", "--set", "rate.requests-per-minute=0"]
        command = [binary, "up", "--ephemeral", "--listen", "127.0.0.1:0", "--ready-file", str(ready_file), *settings]
        with running(command, log_file) as process:
            deadline = time.monotonic() + START_TIMEOUT_SECONDS
            while time.monotonic() < deadline and process.poll() is None:
                with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
                    ready = json.loads(ready_file.read_text())
                    yield Postern(ready["url"], Client(ready["client_id"], ready["client_secret"]), process)
                    return
                time.sleep(0.02)
            raise RuntimeError(f"postern was not ready:\n{log_file.read_text()}")
