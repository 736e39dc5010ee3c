"""The compliance checker: what it complains of is what the platform documents otherwise, and nothing else."""

import uuid

import pytest
from scim2_tester import check_server, filling
from scim2_tester.checkers import patch_add, patch_replace
from scim2_tester.utils import Status

# Each complaint that stands, by its check and words, with the reason. docs/FIDELITY.md has the sources.
STANDING = [
    # Requests outside the API description are 404 in the platform's own words.
    ("service_provider_config_endpoint_methods", "returned 404 instead of 405"),
    ("resource_types_endpoint_methods", "returned 404 instead of 405"),
    ("schemas_endpoint_methods", "returned 404 instead of 405"),
    ("random_url", "404 without a SCIM error"),
    ("search_with_attributes", "404 without a SCIM error"),
    # The main address is always among the addresses: it is the user name.
    ("check_add_attribute", "unexpected value for 'emails'"),
    ("check_replace_attribute", "unexpected value for 'emails'"),
    ("check_remove_attribute", "did not remove attribute 'emails'"),
    # Everybody is active or not, and lives in a division.
    ("check_remove_attribute", "did not remove attribute 'active'"),
    ("check_remove_attribute", "did not remove attribute 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'"),
    ("check_remove_attribute", "did not remove attribute 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division'"),
    # The answer says where the manager is, which the checker did not send.
    ("check_add_attribute", "unexpected value for 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"),
    ("check_replace_attribute", "unexpected value for 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"),
    # The checker has added other values before, and added values stand beside them.
    ("check_add_attribute", "unexpected value for 'urn:ietf:params:scim:schemas:extension:genesys:purecloud:2.0:User:"),
]


def complaints(results):
    """What failed and does not stand: the name of the check and its words."""
    failed = {(result.title, result.reason) for result in results if result.status not in (Status.SUCCESS, Status.SKIPPED)}
    return sorted(entry for entry in failed if not any(entry[0] == check and words in entry[1] for check, words in STANDING))


@pytest.fixture
def values_that_fit(monkeypatch, http, address):
    """The checker fills resources at random. Where the platform wants something that exists, it gets that."""
    chief = http.post("/scim/users", json={"userName": address, "displayName": "Chief"}).raise_for_status().json()
    values = {
        ("User", "user_name"): lambda: f"{uuid.uuid4()}@local.example",
        ("User", "password"): lambda: f"Aa1!{uuid.uuid4().hex}",
        # Listings show active people.
        ("User", "active"): lambda: True,
        ("Emails", "type"): lambda: "work",
        ("Roles", "value"): lambda: "employee",
        ("Manager", "value"): lambda: chief["id"],
        ("EnterpriseUser", "division"): lambda: "Home",
        ("EnterpriseUser", "date_hire"): lambda: "2026-03-01",
        ("RoutingSkills", "proficiency"): lambda: 2.5,
        ("RoutingLanguages", "proficiency"): lambda: 2.5,
    }
    original = filling.generate_random_value

    def fitting(context, path, **wanted):
        value = original(context, path, **wanted)
        binding = path.resolve()
        model = binding.target_model.__name__.partition("[")[0] if binding else None
        fit = values.get((model, binding.target_field_name)) if binding else None
        return value if value is None or fit is None else fit()

    for module in (filling, patch_add, patch_replace):
        monkeypatch.setattr(module, "generate_random_value", fitting)


def test_the_service_describes_itself(scim):
    results = check_server(scim, include_tags={"discovery", "misc"})
    succeeded = {result.title for result in results if result.status == Status.SUCCESS}
    assert {"query_all_schemas", "query_all_resource_types", "service_provider_config_endpoint"} <= succeeded
    assert complaints(results) == []


def test_people_come_and_go(scim, values_that_fit):
    results = check_server(scim, resource_types=["User"])
    succeeded = [result.title for result in results if result.status == Status.SUCCESS]
    assert {"object_creation", "object_query", "object_list_with_attributes", "object_replacement", "object_deletion"} <= set(succeeded)
    assert min(succeeded.count(f"check_{op}_attribute") for op in ("add", "remove", "replace")) >= 4
    assert complaints(results) == []
