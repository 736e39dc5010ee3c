use postern_scim::{AttrPath, Projection, project, read, schema::USER};
use serde_json::{Value, json};

use super::{ENTERPRISE, GENESYS, person};

fn names(list: &str) -> Vec<AttrPath> {
    list.split(',').filter_map(AttrPath::parse).collect()
}

fn shown(only: &str, without: &str) -> Value {
    Value::Object(project(&USER, person(), &Projection { only: names(only), without: names(without) }))
}

#[test]
fn only_what_is_named_is_shown_and_what_always_is() {
    let resource = shown(&format!("title,emails.value,{ENTERPRISE}:manager.value,meta.version"), "");
    let whole = person();
    assert_eq!(
        resource,
        json!({
            "schemas": whole["schemas"], "id": "42", "userName": "Ada@bank.example", "active": true, "meta": whole["meta"], "title": "Clerk",
            "emails": [{ "value": "Ada@bank.example" }, { "value": "ada@work.example" }], ENTERPRISE: { "manager": { "value": "m1" } },
        })
    );
    assert_eq!(shown(GENESYS, "").get(GENESYS), whole.get(GENESYS));
}

#[test]
fn what_is_named_is_hidden_but_what_is_always_shown() {
    let resource = shown("", &format!("id,userName,meta.version,title,emails.value,{GENESYS},{ENTERPRISE}:manager.value"));
    assert_eq!((&resource["id"], &resource["meta"]["version"]), (&json!("42"), &json!("\"3\"")));
    assert_eq!((resource.get("title"), resource.get(GENESYS)), (None, None));
    assert_eq!(resource["emails"][1], json!({ "type": "work" }));
    assert_eq!(resource[ENTERPRISE]["manager"], json!({}));
}

#[test]
fn a_body_is_read_in_any_letter_case_and_loses_what_cannot_be_written() {
    let body = json!({
        "SCHEMAS": [], "Id": "7", "USERNAME": "ada@bank.example", "active": "true", "roles": ["admin"], "title": null,
        "emails": [{ "TYPE": "WORK", "value": "a@b", "verified": true }], "groups": [{ "value": "g" }], "name": { "givenName": "Ada" },
        ENTERPRISE.to_uppercase(): { "Department": "Loans", "costCenter": "9", "schemas": [ENTERPRISE] },
    });
    let expected = json!({
        "userName": "ada@bank.example", "active": true, "roles": [{ "value": "admin" }],
        "emails": [{ "type": "work", "value": "a@b" }], ENTERPRISE: { "department": "Loans" },
    });
    assert_eq!(Value::Object(read(&USER, &body).unwrap()), expected);
}

#[test]
fn a_body_with_something_else_is_refused() {
    let cases = [
        (json!([]), "invalidSyntax", "the body must be an object".to_owned()),
        (json!({ "shoeSize": 43 }), "invalidSyntax", "there is no attribute `shoeSize`".to_owned()),
        (json!({ "urn:okta:2.0:User": {} }), "invalidSyntax", "there is no attribute `urn:okta:2.0:User`".to_owned()),
        (json!({ "emails.value": "x" }), "invalidSyntax", "there is no attribute `emails.value`".to_owned()),
        (json!({ ENTERPRISE: [] }), "invalidSyntax", format!("`{ENTERPRISE}` must be an object")),
        (json!({ ENTERPRISE: { "shoeSize": 43 } }), "invalidSyntax", format!("`{ENTERPRISE}` has no attribute `shoeSize`")),
        (json!({ "userName": 7 }), "invalidValue", "`userName` must be of type string, not `7`".to_owned()),
        (json!({ "emails": 7 }), "invalidValue", "`emails` must be of type complex, not `7`".to_owned()),
    ];
    for (body, kind, detail) in cases {
        let problem = read(&USER, &body).unwrap_err();
        assert_eq!((problem.scim_type.name(), problem.detail), (kind, detail), "{body}");
    }
}
