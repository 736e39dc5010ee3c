use postern_scim::{Problem, patch, schema::USER};
use serde_json::{Map, Value, json};

use super::{ENTERPRISE, GENESYS, person};

fn patched(operations: Value) -> Result<Map<String, Value>, Problem> {
    let body = json!({ "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": operations });
    patch::apply(&USER, &person(), &patch::read(&body)?)
}

/// What `operations` make of the attribute at `pointer`.
fn made(operations: Value, pointer: &str) -> Value {
    Value::Object(patched(operations).unwrap()).pointer(pointer).cloned().unwrap_or_default()
}

#[test]
fn okta_sends_objects_without_a_path() {
    let off = json!([{ "op": "replace", "value": { "active": false } }]);
    assert_eq!(made(off, "/active"), json!(false));
    let nested = json!([{ "op": "replace", "value": { ENTERPRISE: { "schemas": [ENTERPRISE], "department": "Risk" }, "id": "42" } }]);
    assert_eq!(
        made(nested, &format!("/{ENTERPRISE}")),
        json!({ "department": "Risk", "employeeNumber": "007", "manager": { "value": "m1" } })
    );
}

#[test]
fn entra_sends_capitals_texts_for_truth_and_paths_as_keys() {
    assert_eq!(made(json!([{ "op": "Replace", "path": "active", "value": "False" }]), "/active"), json!(false));
    let body = json!([{ "op": "Add", "value": {
        "emails[type eq \"work\"].value": "new@work.example",
        "phoneNumbers[type eq \"mobile\"].value": "+13175550199",
        format!("{ENTERPRISE}:department"): "Risk",
        format!("{ENTERPRISE}:manager"): "m2",
        "name.givenName": "Ada",
    } }]);
    let resource = Value::Object(patched(body).unwrap());
    assert_eq!(resource["emails"][1], json!({ "type": "work", "value": "new@work.example" }));
    assert_eq!(resource["phoneNumbers"][1], json!({ "type": "mobile", "value": "+13175550199" }));
    assert_eq!(resource[ENTERPRISE]["department"], "Risk");
    assert_eq!(resource[ENTERPRISE]["manager"], json!({ "value": "m2" }));
    assert_eq!(resource.get("name"), None);
    let role = json!([{ "op": "Add", "path": "roles[primary eq \"True\"].value", "value": "admin" }]);
    assert_eq!(made(role, "/roles/1"), json!({ "primary": true, "value": "admin" }));
    let key = json!([{ "op": "Add", "path": format!("{GENESYS}:externalIds[authority eq \"microsoftteams\"].value"), "value": "t1" }]);
    assert_eq!(made(key, &format!("/{GENESYS}/externalIds/1")), json!({ "authority": "microsoftteams", "value": "t1" }));
}

#[test]
fn values_are_added_replaced_and_removed() {
    let cases = [
        (
            json!([{ "op": "add", "path": "roles", "value": [{ "value": "Employee" }, { "value": "admin" }] }]),
            "/roles",
            json!([{ "value": "Employee" }, { "value": "admin" }]),
        ),
        (
            json!([{ "op": "add", "path": "emails", "value": [{ "type": "work", "value": "x@y", "primary": true }] }]),
            "/emails",
            json!([{ "type": "other", "value": "Ada@bank.example" }, { "type": "work", "value": "x@y", "primary": true }]),
        ),
        (json!([{ "op": "replace", "path": "roles", "value": "admin" }]), "/roles", json!([{ "value": "admin" }])),
        (json!([{ "op": "remove", "path": "roles" }]), "/roles", Value::Null),
        (json!([{ "op": "remove", "path": "roles", "value": [{ "value": "EMPLOYEE" }] }]), "/roles", Value::Null),
        (json!([{ "op": "remove", "path": "emails[type eq \"work\"]" }]), "/emails/1", Value::Null),
        (json!([{ "op": "remove", "path": "emails[type eq \"work\"].value" }]), "/emails/1", Value::Null),
        (json!([{ "op": "remove", "path": "emails[type eq \"home\"]" }]), "/emails/1/type", json!("work")),
        (
            json!([{ "op": "replace", "path": "emails[type eq \"work\"]", "value": { "value": "x@y" } }]),
            "/emails/1",
            json!({ "type": "work", "value": "x@y" }),
        ),
        (json!([{ "op": "replace", "path": "phoneNumbers.value", "value": "1" }]), "/phoneNumbers/0/value", json!("1")),
        (json!([{ "op": "replace", "path": "title", "value": null }]), "/title", Value::Null),
        (json!([{ "op": "remove", "path": "title" }, { "op": "add", "path": "title", "value": "Chief" }]), "/title", json!("Chief")),
        (json!([{ "op": "remove", "path": format!("{ENTERPRISE}:manager") }]), &format!("/{ENTERPRISE}/manager"), Value::Null),
        (
            json!([{ "op": "replace", "path": format!("{ENTERPRISE}:manager.value"), "value": "m3" }]),
            &format!("/{ENTERPRISE}/manager/value"),
            json!("m3"),
        ),
        (json!([{ "op": "remove", "path": ENTERPRISE }]), &format!("/{ENTERPRISE}"), Value::Null),
        (json!([{ "op": "replace", "path": "id", "value": "42" }]), "/id", json!("42")),
        (json!([{ "op": "replace", "path": "nickName", "value": "Countess" }]), "/nickName", Value::Null),
    ];
    for (operations, pointer, expected) in cases {
        assert_eq!(made(operations.clone(), pointer), expected, "{operations}");
    }
}

#[test]
fn what_cannot_be_done_is_refused_by_its_number() {
    let cases = [
        (
            json!([{ "op": "move", "path": "title" }]),
            "invalidSyntax",
            "operation 1: `move` is not an operation: use add, replace or remove",
        ),
        (json!([{ "path": "title" }]), "invalidSyntax", "operation 1: `op` must be add, replace or remove"),
        (json!([{ "op": "remove" }]), "noTarget", "operation 1: remove needs a `path`"),
        (json!([{ "op": "add", "value": 1 }]), "invalidValue", "operation 1: without a `path`, `value` must be an object"),
        (json!([{ "op": "add", "path": 1 }]), "invalidPath", "operation 1: `path` must be text"),
        (
            json!([{ "op": "add", "path": "emails[" }]),
            "invalidPath",
            "operation 1: `path` cannot be read: the name of an attribute is missing at character 8",
        ),
        (json!([{ "op": "add", "path": "shoeSize", "value": 43 }]), "invalidPath", "operation 1: there is no attribute `shoeSize`"),
        (
            json!([{ "op": "add", "path": "title[value eq \"x\"]", "value": "y" }]),
            "invalidPath",
            "operation 1: `title` has a single value: nothing can stand in brackets after it",
        ),
        (
            json!([{ "op": "add", "path": "emails[colour eq \"red\"].value", "value": "y" }]),
            "invalidPath",
            "operation 1: there is no attribute `colour`",
        ),
        (
            json!([{ "op": "add", "path": "emails[type eq \"work\"].colour", "value": "y" }]),
            "invalidPath",
            "operation 1: there is no attribute `emails[type eq \"work\"].colour`",
        ),
        (
            json!([{ "op": "replace", "path": "emails[value sw \"x\"].value", "value": "y" }]),
            "noTarget",
            "operation 1: `emails[value sw \"x\"].value` selects nothing: no value of `emails` meets the condition",
        ),
        (
            json!([{ "op": "remove", "path": "roles" }, { "op": "replace", "path": "roles.value", "value": "y" }]),
            "noTarget",
            "operation 2: `roles.value` selects nothing: `roles` has no value whose `value` could be set",
        ),
        (json!([{ "op": "replace", "path": "id", "value": "43" }]), "mutability", "operation 1: `id` cannot be altered"),
        (json!([{ "op": "remove", "path": "groups" }]), "mutability", "operation 1: `groups` cannot be altered"),
        (
            json!([{ "op": "replace", "path": "active", "value": "maybe" }]),
            "invalidValue",
            "operation 1: `active` must be of type boolean, not `\"maybe\"`",
        ),
        (
            json!([{ "op": "replace", "path": "title", "value": ["x"] }]),
            "invalidValue",
            "operation 1: `title` must be of type string, not `[\"x\"]`",
        ),
        (
            json!([{ "op": "add", "path": "emails", "value": { "type": "fax", "value": "x" } }]),
            "invalidValue",
            "operation 1: emails: `type` cannot be `fax`: use work, other",
        ),
        (
            json!([{ "op": "replace", "path": "title", "value": "x".repeat(4_097) }]),
            "invalidValue",
            "operation 1: `title` must have at most 4096 characters; it has 4097",
        ),
        (
            json!([{ "op": "replace", "path": ENTERPRISE, "value": "x" }]),
            "invalidValue",
            &format!("operation 1: the value of `{ENTERPRISE}` must be an object"),
        ),
    ];
    for (operations, kind, detail) in cases {
        let problem = patched(operations.clone()).unwrap_err();
        assert_eq!((problem.scim_type.name(), problem.detail.as_str()), (kind, detail), "{operations}");
    }
}

#[test]
fn a_body_that_is_no_patch_is_refused() {
    let refused = |body: Value| patch::read(&body).unwrap_err().detail;
    assert_eq!(refused(json!({ "Operations": [] })), "`schemas` must be a list; it holds `urn:ietf:params:scim:api:messages:2.0:PatchOp`");
    assert_eq!(refused(json!({ "schemas": [] })), "`Operations` must be a list");
    let many: Vec<Value> = (0..1_001).map(|_| json!({ "op": "remove", "path": "title" })).collect();
    assert_eq!(refused(json!({ "schemas": [], "Operations": many })), "at most 1000 operations at a time; there are 1001");
}
