"""People and groups over SCIM, and external ids."""

import uuid

import pytest
from PureCloudPlatformClientV2 import (
    ScimEmail,
    ScimUserRole,
    ScimV2CreateUser,
    ScimV2PatchOperation,
    ScimV2PatchRequest,
    UserExternalIdentifier,
)
from PureCloudPlatformClientV2.rest import ApiException

from callers import create_group, create_user

PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


def new_person():
    person = ScimV2CreateUser()
    person.user_name, person.display_name, person.active = f"{uuid.uuid4()}@local.example", "Ada", True
    email, role = ScimEmail(), ScimUserRole()
    email.value, email.type, email.primary = f"{uuid.uuid4()}@work.example", "work", True
    role.value = "Supervisor"
    person.emails, person.roles = [email], [role]
    return person


def patch(op, path, value):
    operation, request = ScimV2PatchOperation(), ScimV2PatchRequest()
    operation.op, operation.path, operation.value = op, path, value
    request.schemas, request.operations = [PATCH], [operation]
    return request


def test_a_person_is_made_read_switched_off_and_deleted(admin):
    wanted = new_person()
    made = admin.scim.post_scim_v2_users(wanted)
    assert (made.user_name, made.active, made.meta.version) == (wanted.user_name, True, '"1"')
    assert [role.value for role in made.roles] == ["Supervisor", "employee"]
    assert admin.scim.get_scim_user(made.id).emails[1].value == wanted.emails[0].value
    found = admin.scim.get_scim_v2_users(filter=f"userName eq {made.user_name}")
    assert (found.total_results, found.resources[0].id) == (1, made.id)

    with pytest.raises(ApiException) as stale:
        admin.scim.patch_scim_v2_user(made.id, patch("replace", "active", False), if_match='"7"')
    assert (stale.value.status, "invalidVers" in stale.value.body) == (400, True)
    changed = admin.scim.patch_scim_v2_user(made.id, patch("replace", "active", False), if_match=made.meta.version)
    assert changed.active is False
    assert admin.users.get_user(made.id).state == "inactive"
    admin.scim.delete_scim_v2_user(made.id)


def test_a_group_gets_members(admin, home):
    owner, member = create_user(admin, home.id), create_user(admin, home.id)
    group = create_group(admin, owner.id)
    changed = admin.scim.patch_scim_v2_group(group.id, patch("add", "members", [{"value": member.id}]))
    assert member.id in [each.value for each in changed.members]
    found = admin.scim.get_scim_v2_groups(f'displayName eq "{group.name}"')
    assert [each.id for each in found.resources] == [group.id]


def test_the_service_describes_itself(admin):
    assert admin.scim.get_scim_v2_serviceproviderconfig().patch.supported is True
    assert [each.name for each in admin.scim.get_scim_v2_resourcetypes().resources] == ["User", "Group"]
    assert len(admin.scim.get_scim_v2_schemas().resources) == 4


def test_a_person_is_found_by_an_external_id(admin, home):
    person = create_user(admin, home.id)
    identifier = UserExternalIdentifier()
    # The SDK does not encode slashes in a path, so no address of an issuer.
    identifier.authority_name, identifier.external_key = "urn:idp", person.id
    admin.users.post_user_externalid(person.id, identifier)
    assert admin.users.get_users_externalid_authority_name_external_key(identifier.authority_name, person.id).id == person.id
    admin.users.delete_user_externalid_authority_name_external_key(person.id, identifier.authority_name, person.id)
    assert admin.users.get_user_externalid(person.id) == []
