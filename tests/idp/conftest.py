"""One fresh organization, and each identity provider, for the whole run."""

import os
import sys
from dataclasses import dataclass

import pytest

import pysaml2_idp
import simplesamlphp
from browser import Browser
from idp import REDIRECT, Missing
from postern import APPLICATION, CALLBACK, Client, Postern, Provider, start_postern


@pytest.fixture(scope="session")
def postern():
    with start_postern() as running:
        yield running


@dataclass(frozen=True)
class Place:
    """An identity provider that the organization knows, and the clients that applications have there."""

    postern: Postern
    idp: object
    provider: Provider
    web: Client
    grant: Client

    def person(self, name="alice", **attributes):
        """Somebody of the organization whom the identity provider knows; the e-mail address is the name there as well."""
        email = self.postern.create_user(name)
        self.idp.add_person(email, **({"email": email, "OrganizationName": self.postern.short_name} | attributes))
        return email

    def browser_at_provider(self):
        """A new browser that an application has sent to sign in, on its way to the identity provider."""
        url = self.postern.authorize_url(self.web, org=self.postern.short_name, provider=self.provider.id)
        browser = Browser().get(url).follow(until=self.idp.url)
        if browser.redirected_to is None:
            # By the POST binding it is a form, which a person sends off with its button.
            browser.submit(browser.form("SAMLRequest"))
        return browser

    def sign_in(self, email):
        """A browser in which somebody signed in, from the application and back to it."""
        browser = self.browser_at_provider()
        browser.submit(self.idp.sign_in(browser, email)).follow(until=APPLICATION)
        assert browser.redirected_to and "code=" in browser.redirected_to, f"{browser.here}: {browser.answer.text}"
        return browser


@pytest.fixture(scope="session", params=[simplesamlphp, pysaml2_idp], ids=["simplesamlphp", "pysaml2"])
def started(request, postern):
    try:
        with request.param.start() as idp:
            audience = f"urn:postern:{idp.name}"
            provider = Provider(postern, idp, audience)
            idp.add_service_provider(APPLICATION, APPLICATION)
            web = postern.create_client("CODE", CALLBACK)
            yield Place(postern, idp, provider, web, postern.create_client("SAML2-BEARER", APPLICATION))
    except Missing as missing:
        if os.environ.get("CI") == "true":
            raise
        print(f"\n!!! SKIPPED: no identity provider: {missing} !!!\n", file=sys.stderr)
        pytest.skip(f"no identity provider: {missing}")


@pytest.fixture
def place(started):
    """The place as it was at first, whatever the test before did to it."""
    started.idp.sign("assertion", "response")
    started.idp.want_signed_requests(False)
    started.idp.back_to_old_key()
    started.provider.change(certificates=started.idp.metadata().certificates)
    started.provider.use(REDIRECT, signed=False)
    started.provider.export()
    return started
