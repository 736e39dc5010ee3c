"""What an identity provider does in a day, through a client that checks every answer against the published schemas."""

import pytest
from scim2_models import PatchOp, PatchOperation, SearchRequest
from scim2_models.exceptions import SCIMException, UniquenessException

ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"


@pytest.fixture
def person(scim):
    return scim.get_resource_model("User")


@pytest.fixture
def group(scim, http, address):
    """A group, which SCIM does not make."""
    body = {"name": address, "type": "official", "visibility": "public", "rulesVisible": True, "rolesEnabled": True}
    made = http.post("/groups", json=body).raise_for_status().json()
    return scim.query(scim.get_resource_model("Group"), made["id"])


def patch(model, *operations):
    return PatchOp[model](operations=[PatchOperation(op=op, path=path, value=value) for op, path, value in operations])


def test_a_person_is_made_found_moved_and_switched_off(scim, person, address):
    made = scim.create(person(user_name=address, display_name="Ada", external_id=address, active=True))
    assert (made.user_name, made.meta.version) == (address, '"1"')
    found = scim.query(person, query_parameters=SearchRequest(filter=f'userName eq "{address.upper()}"'))
    assert [one.id for one in found.resources] == [made.id]
    changed = scim.modify(person, made.id, patch(person, ("replace", "active", False), ("add", f"{ENTERPRISE}:department", "Loans")))
    assert (changed.active, changed.meta.version) == (False, '"2"')
    assert scim.query(person, query_parameters=SearchRequest(filter=f'externalId eq "{address}" and active eq true')).total_results == 0
    scim.delete(person, made.id)
    with pytest.raises(SCIMException, match="was not found"):
        scim.query(person, made.id)
    again = scim.create(person(user_name=address, display_name="Ada"))
    assert again.id == made.id


def test_an_address_is_taken_once(scim, person, address):
    scim.create(person(user_name=address, display_name="Ada"))
    with pytest.raises(UniquenessException, match="belongs to user"):
        scim.create(person(user_name=address, display_name="Ada"))


def test_people_are_put_into_a_group_and_taken_out(scim, person, group, address):
    made = scim.create(person(user_name=address, display_name="Ada"))
    model = type(group)
    shown = scim.modify(model, group.id, patch(model, ("add", "members", [{"value": made.id}])))
    assert [member.value for member in shown.members] == [made.id]
    assert [one.value for one in scim.query(person, made.id).groups] == [group.id]
    shown = scim.modify(model, group.id, patch(model, ("remove", f'members[value eq "{made.id}"]', None)))
    assert not shown.members
