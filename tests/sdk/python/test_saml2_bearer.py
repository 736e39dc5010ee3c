"""The SAML2 bearer grant: what the identity provider posted, unchanged, by the SDK's own helper."""

import base64

import pytest

from signing_in import no_token, whoami

NOT_ACCEPTED = "the assertion was not accepted"


@pytest.fixture(scope="module")
def application(place):
    return place.bearer_application()


@pytest.fixture(scope="module")
def short_name(place):
    return place.organization.third_party_org_name


def test_a_response_buys_the_token_of_the_person_it_names(place, application, short_name):
    person = place.person()
    api_client = application.trade(short_name, place.response_of_provider(person))
    assert whoami(place.server, api_client) == person


def test_a_response_is_good_once(place, application, short_name):
    response = place.response_of_provider(place.person())
    application.trade(short_name, response)
    with no_token(NOT_ACCEPTED):
        application.trade(short_name, response)


def test_a_response_with_another_name_in_it_buys_nothing(place, application, short_name):
    person, victim = place.person(), place.person()
    response = base64.b64decode(place.response_of_provider(person))
    forged = response.replace(person.encode(), victim.encode())
    assert forged != response
    with no_token(NOT_ACCEPTED):
        application.trade(short_name, base64.b64encode(forged).decode())


def test_a_response_buys_nothing_in_another_organization(place, application):
    with no_token(NOT_ACCEPTED):
        application.trade("another", place.response_of_provider(place.person()))
