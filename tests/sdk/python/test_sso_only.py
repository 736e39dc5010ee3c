"""The switch *Disable Genesys Cloud Login*: passwords stop, single sign-on and machines go on."""

import pytest

from browser import Browser
from callers import create_client, log_in
from signing_in import no_token, through_saml, whoami

PASSWORD = "Correct-horse-1"
SSO_ONLY = "this organization lets people in through single sign-on only"


@pytest.fixture(scope="module")
def application(place):
    return place.application()


@pytest.fixture
def switch(place):
    """Turns the switch on; off again afterwards."""
    yield lambda: place.set_password_login(False)
    place.set_password_login(True)


def test_a_refresh_token_that_a_password_began_is_refused(place, application, switch):
    person = place.person(PASSWORD)
    api_client, _ = application.buy(application.code_with_password(person, PASSWORD))
    api_client.refresh_code_authorization_token(application.id, application.secret, api_client.refresh_token)
    assert whoami(place.server, api_client) == person

    switch()

    with no_token(SSO_ONLY):
        application.refresh(api_client.refresh_token)
    # The access token ended as well, and the SDK tried to renew it.
    with no_token(SSO_ONLY):
        whoami(place.server, api_client)


def test_a_refresh_token_that_saml_began_goes_on(place, application, switch):
    person = place.person(PASSWORD)
    first, _ = application.buy(application.code_through_saml(person))

    switch()

    second, _ = application.refresh(first.refresh_token)
    assert whoami(place.server, second) == person


def test_a_password_is_of_no_use_and_saml_is(place, application, switch):
    person = place.person(PASSWORD)
    browser = Browser().open(application.sign_in_address())

    switch()

    browser.submit(email=person, password=PASSWORD)
    assert "This organization lets people in through single sign-on only." in browser.page.text
    api_client, _ = application.buy(application.code(through_saml(browser, person)))
    assert whoami(place.server, api_client) == person


def test_machines_go_on(place, switch):
    client = create_client(place.admin, "authorization:role:view")
    before = log_in(place.server, client)
    bearer = place.bearer_application()

    switch()

    for caller in (before, log_in(place.server, client)):
        assert caller.tokens.get_tokens_me().o_auth_client.id == client.id
    person = place.person()
    api_client = bearer.trade(place.organization.third_party_org_name, place.response_of_provider(person))
    assert whoami(place.server, api_client) == person
