"""`/api/v2/oauth/clients`: creation, secrets, states, deletion."""

import pytest
from PureCloudPlatformClientV2 import DomainOrganizationRoleCreate
from PureCloudPlatformClientV2.rest import ApiException

from callers import ALL_DIVISIONS, client_request, create_client, log_in, policy, refused, set_client_state, token_client, unique


def test_a_new_client_is_listed_without_its_secret(admin):
    client = create_client(admin, "authorization:role:view")
    assert client.secret

    listed = {each.id: each for each in admin.oauth.get_oauth_clients().entities}
    assert listed[client.id].name == client.name
    assert listed[client.id].state == "active"
    assert not listed[client.id].secret
    assert not admin.oauth.get_oauth_client(client.id).secret


def test_a_client_reads_back_as_it_was_made(admin):
    client = create_client(admin, "authorization:role:view")
    read = admin.oauth.get_oauth_client(client.id)
    assert read.authorized_grant_type == "CLIENT-CREDENTIALS"
    assert read.access_token_validity_seconds == 86400
    assert [(each.role_id, each.division_id) for each in read.role_divisions] == [(client.role_id, ALL_DIVISIONS)]
    assert read.self_uri == f"/api/v2/oauth/clients/{client.id}"


def test_a_client_without_a_role_is_refused(admin):
    request = client_request(unique("Client"), role_id="")
    request.role_divisions = []
    with refused(400, "missing.client.roles"):
        admin.oauth.post_oauth_clients(request)


def test_a_client_with_a_role_its_creator_lacks_is_refused(admin):
    role = DomainOrganizationRoleCreate()
    role.name = unique("Role")
    role.permission_policies = [policy("authorization:role:view")]
    lacking = admin.authorization.post_authorization_roles(role)

    with refused(400, "bad.client.role"):
        admin.oauth.post_oauth_clients(client_request(unique("Client"), lacking.id))


def test_a_rotated_secret_replaces_the_old_one_at_once(server, admin):
    client = create_client(admin, "authorization:role:view")

    new_secret = admin.oauth.post_oauth_client_secret(client.id).secret

    assert new_secret and new_secret != client.secret
    with pytest.raises(ApiException) as raised:
        token_client(server, client.id, client.secret)
    assert raised.value.status == 400
    assert "authentication failed" in raised.value.body
    assert token_client(server, client.id, new_secret).access_token


def test_an_active_client_is_not_deleted(server, admin):
    client = create_client(admin, "authorization:role:view")
    with refused(400, "cannot.delete.client"):
        admin.oauth.delete_oauth_client(client.id)
    log_in(server, client)


def test_an_inactive_client_is_deleted(server, admin):
    client = create_client(admin, "authorization:role:view")
    set_client_state(admin, client, "inactive")

    admin.oauth.delete_oauth_client(client.id)

    with refused(404, "client.not.found"):
        admin.oauth.get_oauth_client(client.id)
    assert client.id not in [each.id for each in admin.oauth.get_oauth_clients().entities]
    with pytest.raises(ApiException) as raised:
        token_client(server, client.id, client.secret)
    assert raised.value.status == 400
    assert "client not found" in raised.value.body
