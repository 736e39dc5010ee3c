"""What a caller may do: refusals name the permission, a grant turns them into answers."""

import json

import pytest
from PureCloudPlatformClientV2 import UpdateUser
from PureCloudPlatformClientV2.rest import ApiException

from callers import ALL_DIVISIONS, create_client, create_division, create_role, create_user, log_in, refused


@pytest.fixture
def bystander(server, admin):
    """A caller that may look at OAuth clients and nothing else."""
    return log_in(server, create_client(admin, "oauth:client:view"))


def test_a_missing_permission_raises_with_its_name(bystander):
    with refused(403, "missing.any.permissions") as refusal:
        bystander.authorization.get_authorization_roles()
    assert refusal.body["message"] == (
        "Unable to perform the requested action. "
        "You must have at least one of the following permissions assigned: [authorization:role:view]"
    )
    assert refusal.body["details"] == []
    assert refusal.body["errors"] == []
    assert refusal.body["contextId"]


def test_missing_every_one_of_several_permissions_names_them_all(bystander):
    with refused(403, "missing.permissions") as refusal:
        create_division(bystander)
    assert refusal.body["message"] == (
        "Unable to perform the requested action. "
        "You are missing the following permission(s): [authorization:division:add, authorization:grant:add]"
    )


def test_missing_one_of_several_permissions_names_the_missing_one(server, admin):
    caller = log_in(server, create_client(admin, "authorization:division:add"))
    with refused(403, "missing.permissions") as refusal:
        create_division(caller)
    assert "authorization:grant:add" in refusal.body["message"]


def test_granting_the_role_makes_the_same_call_pass(bystander, admin):
    with refused(403, "missing.any.permissions"):
        bystander.authorization.get_authorization_roles()

    role = create_role(admin, "authorization:role:view")
    admin.authorization.post_authorization_subject_division_role(
        bystander.client_id, ALL_DIVISIONS, role.id, subject_type="PC_OAUTH_CLIENT"
    )

    assert role.id in [each.id for each in bystander.authorization.get_authorization_roles(page_size=100, name=role.name).entities]


def test_removing_the_grant_takes_the_call_away_again(server, admin):
    client = create_client(admin, "oauth:client:view")
    caller = log_in(server, client)
    role = create_role(admin, "authorization:role:view")
    admin.authorization.post_authorization_subject_division_role(client.id, ALL_DIVISIONS, role.id, subject_type="PC_OAUTH_CLIENT")
    caller.authorization.get_authorization_roles()

    admin.authorization.delete_authorization_subject_division_role(client.id, ALL_DIVISIONS, role.id)

    with refused(403, "missing.any.permissions"):
        caller.authorization.get_authorization_roles()


def test_users_me_needs_a_user(admin):
    with refused(400, "not.a.user") as refusal:
        admin.users.get_users_me()
    assert refusal.body["message"] == (
        "This request requires a user context. Client credentials cannot be used for requests to this resource."
    )


def test_subjects_me_is_the_client_itself(bystander):
    assert bystander.authorization.get_authorization_subjects_me().id == bystander.client_id


def test_a_permission_in_one_division_does_not_reach_a_user_of_another(server, admin, home):
    division = create_division(admin)
    caller = log_in(server, create_client(admin, "directory:user:edit", division_id=division.id))
    inside, outside = create_user(admin, division.id), create_user(admin, home.id)

    assert caller.users.patch_user(inside.id, retitle(inside)).title == "Engineer"
    with refused(403, "missing.any.division.permissions") as refusal:
        caller.users.patch_user(outside.id, retitle(outside))
    assert "directory:user:edit" in refusal.body["message"]
    assert admin.users.get_user(outside.id).title != "Engineer"


def retitle(user):
    update = UpdateUser()
    update.version, update.title = user.version, "Engineer"
    return update


def test_every_refusal_carries_a_correlation_id(bystander):
    with pytest.raises(ApiException) as raised:
        bystander.authorization.get_authorization_roles()
    assert raised.value.headers["ININ-Correlation-Id"] == json.loads(raised.value.body)["contextId"]
