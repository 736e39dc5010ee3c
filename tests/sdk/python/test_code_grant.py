"""The code grant of people who sign in through SAML, with and without PKCE, by the SDK's own helpers."""

import pytest

from callers import gateway_client
from signing_in import no_token, whoami

SPENT_CODE = "the code was used before; what it bought has ended"


@pytest.fixture(scope="module")
def application(place):
    return place.application()


def pkce(application):
    """A verifier of the SDK's, and what its challenge adds to the address."""
    api_client = gateway_client(application.server)
    verifier = api_client.generate_pkce_code_verifier(128)
    return verifier, {"code_challenge": api_client.compute_pkce_code_challenge(verifier), "code_challenge_method": "S256"}


def test_a_code_buys_the_token_of_the_person_who_signed_in(place, application):
    person = place.person()
    api_client, answer = application.buy(application.code_through_saml(person))
    assert whoami(place.server, api_client) == person
    assert (answer["token_type"], answer["expires_in"]) == ("bearer", 3600)
    assert (api_client.access_token, api_client.refresh_token) == (answer["access_token"], answer["refresh_token"])


def test_a_code_is_good_once(place, application):
    code = application.code_through_saml(place.person())
    application.buy(code)
    with no_token(SPENT_CODE):
        application.buy(code)


def test_a_code_is_good_for_the_address_it_was_sent_to(place, application):
    code = application.code_through_saml(place.person())
    with no_token("`redirect_uri` is not the one that the code was sent to"):
        application.buy(code, "https://application.example/other")


def test_a_code_and_its_verifier_buy_the_token_of_the_person(place, application):
    person = place.person()
    verifier, challenge = pkce(application)
    api_client, answer = application.buy_with_verifier(application.code_through_saml(person, **challenge), verifier)
    assert whoami(place.server, api_client) == person
    assert api_client.access_token == answer["access_token"]
    assert "refresh_token" not in answer, "the application sent no secret"


def test_another_verifier_buys_nothing(place, application):
    _, challenge = pkce(application)
    other, _ = pkce(application)
    code = application.code_through_saml(place.person(), **challenge)
    with no_token("`code_verifier` does not answer the challenge of the code"):
        application.buy_with_verifier(code, other)


def test_a_code_bought_with_its_verifier_is_spent(place, application):
    verifier, challenge = pkce(application)
    code = application.code_through_saml(place.person(), **challenge)
    application.buy_with_verifier(code, verifier)
    with no_token(SPENT_CODE):
        application.buy_with_verifier(code, verifier)
