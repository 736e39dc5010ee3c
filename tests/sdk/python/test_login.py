"""`POST /oauth/token` with client credentials, as the SDK calls it."""

import json

import pytest
from PureCloudPlatformClientV2.rest import ApiException

from callers import create_client, gateway_client, log_in, refused, set_client_state, token_client, with_token

UNKNOWN_CLIENT = "00000000-0000-4000-8000-000000000000"


def failed_login(server, client_id, client_secret):
    """The status and parsed body of a login that must fail."""
    api_client = gateway_client(server)
    with pytest.raises(ApiException) as raised:
        api_client.get_client_credentials_token(client_id, client_secret)
    assert api_client.access_token == ""
    return raised.value.status, json.loads(raised.value.body)


def test_client_credentials_log_in(server):
    assert token_client(server, server.client_id, server.client_secret).access_token


def test_a_wrong_secret_is_invalid_client(server):
    assert failed_login(server, server.client_id, "wrong") == (
        400,
        {
            "error": "invalid_client",
            "description": "authentication failed",
            "error_description": "authentication failed",
        },
    )


def test_an_unknown_client_is_not_found(server):
    assert failed_login(server, UNKNOWN_CLIENT, server.client_secret) == (
        400,
        {"error": "invalid_client", "description": "client not found", "error_description": "client not found"},
    )


@pytest.mark.parametrize("state", ["inactive", "disabled"])
def test_a_client_that_is_not_active_gets_no_token(server, admin, state):
    client = create_client(admin, "authorization:role:view")
    log_in(server, client)

    assert set_client_state(admin, client, state).state == state

    status, body = failed_login(server, client.id, client.secret)
    assert status in (400, 401)
    assert body["error"]
    assert body["description"] == body["error_description"]


def test_a_disabled_client_loses_the_tokens_it_holds(server, admin):
    client = create_client(admin, "authorization:role:view")
    caller = log_in(server, client)
    caller.authorization.get_authorization_roles()

    set_client_state(admin, client, "disabled")

    with refused(401, "bad.credentials"):
        caller.authorization.get_authorization_roles()


def test_an_inactive_client_made_active_again_logs_in(server, admin):
    client = create_client(admin, "authorization:role:view")
    set_client_state(admin, client, "inactive")
    set_client_state(admin, client, "active")
    log_in(server, client)


def test_a_call_without_a_token_asks_for_one(server):
    with refused(401, "authentication.required") as refusal:
        with_token(server, "").organization.get_organizations_me()
    assert refusal.body["message"] == "No authentication bearer token specified in authorization header."


def test_a_call_with_a_made_up_token_is_bad_credentials(server):
    with refused(401, "bad.credentials") as refusal:
        with_token(server, "made-up").organization.get_organizations_me()
    assert refusal.body["message"] == "Invalid login credentials."
