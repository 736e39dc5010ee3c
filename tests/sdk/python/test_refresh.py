"""Refresh tokens: by the SDK's helper, and by the SDK itself when an access token has run out."""

import pytest
from PureCloudPlatformClientV2 import Configuration

from callers import refused, with_token
from signing_in import no_token, whoami

SPENT = "the refresh token was used before; every token that followed from the same sign-in has ended"
SECONDS = 300


@pytest.fixture(scope="module")
def application(place):
    return place.application(seconds=SECONDS)


@pytest.fixture
def later(place):
    """Moves the clock to when tokens of the application have run out; real time afterwards."""
    yield lambda: place.move_clock(SECONDS + 60)
    place.real_time()


def test_a_refresh_token_buys_new_tokens_of_the_same_person(place, application):
    person = place.person()
    first, _ = application.buy(application.code_through_saml(person))
    second, answer = application.refresh(first.refresh_token)
    assert whoami(place.server, second) == person
    assert (second.access_token, second.refresh_token) == (answer["access_token"], answer["refresh_token"])
    assert {first.access_token, first.refresh_token}.isdisjoint({second.access_token, second.refresh_token})


def test_a_spent_refresh_token_ends_what_followed_from_it(place, application):
    first, _ = application.buy(application.code_through_saml(place.person()))
    second, _ = application.refresh(first.refresh_token)
    with no_token(SPENT):
        application.refresh(first.refresh_token)
    with refused(401, "bad.credentials"):
        with_token(place.server, second.access_token).users.get_users_me()
    with no_token(SPENT):
        application.refresh(second.refresh_token)


def test_the_sdk_renews_a_token_that_has_run_out(place, application, later):
    person = place.person()
    api_client, answer = application.buy(application.code_through_saml(person))
    later()
    assert whoami(place.server, api_client) == person
    assert api_client.access_token != answer["access_token"]
    assert api_client.refresh_token != answer["refresh_token"]


def test_a_token_that_has_run_out_is_refused_where_the_sdk_may_not_renew_it(place, application, later, monkeypatch):
    monkeypatch.setattr(Configuration(), "should_refresh_access_token", False)
    api_client, _ = application.buy(application.code_through_saml(place.person()))
    later()
    with refused(401, "bad.credentials"):
        whoami(place.server, api_client)


def test_the_sdk_says_that_a_refresh_token_is_spent(place, application, later):
    api_client, _ = application.buy(application.code_through_saml(place.person()))
    application.refresh(api_client.refresh_token)
    later()
    with no_token(SPENT):
        whoami(place.server, api_client)
