"""People who sign in, and the applications that send them to do so."""

import contextlib
import json
import urllib.request
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from PureCloudPlatformClientV2 import CreateUser, OAuthClientRequest, PureCloud
from PureCloudPlatformClientV2.rest import ApiException

from browser import Browser
from callers import Caller, gateway_client, token_client, unique

# Nobody listens there: what counts is the address that the browser is sent to.
CALLBACK = "https://application.example/callback"
TEST_PROVIDER = "Test identity provider"


@dataclass(frozen=True)
class Application:
    """An application: its OAuth client, and where it is sent people back to."""

    server: object
    id: str
    secret: str

    def sign_in_address(self, **more):
        """Where it sends a browser."""
        query = {"response_type": "code", "client_id": self.id, "redirect_uri": CALLBACK, "state": "s-1"} | more
        return f"{self.server.url}/oauth/authorize?{urlencode(query)}"

    def code(self, browser):
        """The authorization code that a browser came back with."""
        assert browser.here.startswith(f"{CALLBACK}?"), f"{browser.here}: {browser.page and browser.page.text}"
        values = dict(parse_qsl(urlsplit(browser.here).query, strict_parsing=True))
        code = values.pop("code")
        assert values == {"state": "s-1", "iss": self.server.url}
        return code

    def code_through_saml(self, person, **more):
        return self.code(through_saml(Browser().open(self.sign_in_address(**more)), person))

    def code_with_password(self, person, password):
        return self.code(Browser().open(self.sign_in_address()).submit(email=person, password=password))

    def buy(self, code, redirect_uri=CALLBACK):
        """An SDK client that holds the tokens of a code, and what the SDK gives besides."""
        return gateway_client(self.server).get_code_authorization_token(self.id, self.secret, code, redirect_uri)

    def buy_with_verifier(self, code, verifier):
        return gateway_client(self.server).get_pkce_token(self.id, verifier, code, CALLBACK)

    def refresh(self, refresh_token):
        return gateway_client(self.server).refresh_code_authorization_token(self.id, self.secret, refresh_token)

    def trade(self, organization, response):
        return gateway_client(self.server).get_saml2bearer_token(self.id, self.secret, organization, response)


class Place:
    """A server with the test identity provider, as its administrator sees it."""

    def __init__(self, server):
        self.server = server
        self.admin = Caller(server, token_client(server, server.client_id, server.client_secret), server.client_id)
        self.home = self.admin.authorization.get_authorization_divisions_home()
        self.organization = self.admin.organization.get_organizations_me()

    def application(self, grant="CODE", redirect_uri=CALLBACK, seconds=3600):
        """A client for people; the code grant's unless told."""
        request = OAuthClientRequest()
        request.name = unique("Application")
        request.authorized_grant_type = grant
        request.registered_redirect_uri = [redirect_uri]
        request.scope = ["users:readonly"]
        request.access_token_validity_seconds = seconds
        created = self.admin.oauth.post_oauth_clients(request)
        return Application(self.server, created.id, created.secret)

    def bearer_application(self):
        """A client that trades the test identity provider's responses; those are made for the server's own SAML address."""
        return self.application("SAML2-BEARER", f"{self.server.url}/saml")

    def person(self, password=None):
        """Somebody new; the e-mail address."""
        user = CreateUser()
        user.name = unique("Person")
        user.email = f"{uuid.uuid4().hex}@example.com"
        user.division_id = self.home.id
        user.password = password
        return self.admin.users.post_users(user).email

    def response_of_provider(self, person):
        """The field `SAMLResponse` as the test identity provider posts it, signed in at its own pages."""
        browser = Browser().open(f"{self.server.url}/test-idp/")
        browser.submit(person=person, answer="good")
        _, fields = browser.fill_in()
        return fields["SAMLResponse"]

    def set_password_login(self, enabled):
        """The switch *Disable Genesys Cloud Login*."""
        switch = PureCloud()
        switch.disabled = not enabled
        self.admin.identity_providers.put_identityproviders_purecloud(switch)

    def move_clock(self, seconds):
        """Moves the organization's clock on from real time."""
        self._set_clock((datetime.now(timezone.utc) + timedelta(seconds=seconds)).isoformat())

    def real_time(self):
        self._set_clock(None)

    def _set_clock(self, now):
        headers = {"Content-Type": "application/json"}
        body = json.dumps({"now": now}).encode()
        request = urllib.request.Request(f"{self.server.url}/postern/clock", body, headers, method="PUT")
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20).close()


def through_saml(browser, person):
    """Goes on from the login page: the test identity provider's page, a person, the good answer."""
    browser.follow(TEST_PROVIDER)
    return browser.submit(person=person, answer="good").submit()


def whoami(server, api_client):
    """The e-mail address of the person whose token an SDK client holds."""
    return Caller(server, api_client).users.get_users_me().email


@contextlib.contextmanager
def no_token(description):
    """Expects the SDK's exception with the whole answer of a grant that is refused for this reason."""
    with pytest.raises(ApiException) as raised:
        yield
    body = {"error": "invalid_grant", "description": description, "error_description": description}
    assert (raised.value.status, json.loads(raised.value.body)) == (400, body)
