use super::*;
use crate::catalog::{diff, pack};

const DESCRIPTION: &str = r##"{
  "swagger": "2.0",
  "basePath": "/",
  "paths": {
    "/api/v2/kites": {
      "get": {
        "tags": ["Kite Flying"], "operationId": "getKites", "x-purecloud-method-name": "getKites",
        "parameters": [
          {"name": "pageSize", "in": "query", "required": false, "type": "integer", "format": "int32", "default": 25},
          {"name": "expand", "in": "query", "type": "array", "items": {"type": "string", "enum": ["tail", "string"]}}
        ],
        "responses": {
          "200": {"description": "ok", "schema": {"$ref": "#/definitions/KiteListing"}},
          "400": {"description": "bad", "x-inin-error-codes": {"bad.request": "", "not.a.user": ""}}
        },
        "security": [{"PureCloud OAuth": ["kites", "kites:readonly"]}],
        "x-inin-requires-permissions": {"type": "ANY", "permissions": ["sky:kite:view", "sky:kite:edit"]}
      },
      "post": {
        "tags": ["Kite Flying"], "operationId": "postKites", "deprecated": true,
        "parameters": [{"name": "body", "in": "body", "required": true, "schema": {"$ref": "#/definitions/Kite"}}],
        "responses": {"201": {"schema": {"$ref": "#/definitions/Kite"}}}
      }
    }
  },
  "definitions": {
    "Kite": {
      "required": ["name"],
      "properties": {
        "id": {"type": "string", "readOnly": true},
        "name": {"type": "string", "minLength": 1, "maxLength": 20},
        "divisionId": {"type": "string"},
        "flown": {"type": "string", "format": "date-time"},
        "tails": {"type": "array", "items": {"type": "string", "enum": ["red", "blue"]}, "uniqueItems": true},
        "wind": {"type": "object", "additionalProperties": {"$ref": "#/definitions/Wind"}}
      }
    },
    "KiteListing": {"properties": {"entities": {"type": "array", "items": {"$ref": "#/definitions/Kite"}}}},
    "Wind": {"properties": {"knots": {"type": "integer", "format": "int64", "minimum": 0}}},
    "Unreached": {"properties": {}}
  }
}"##;

const OPERATIONS: &str = r#"get_kites = { at = "GET /api/v2/kites", tag = "KiteFlying", need = "any", permissions = ["sky:kite:view", "sky:kite:edit"], scopes = ["kites", "kites:readonly"], user_context = true, divisions = ["response"], query = { pageSize = "integer format=int32 = 25", expand = "array<string>{tail|string}" }, response = "KiteListing", ok = [200], errors = ["400 not.a.user"] }
post_kites = { at = "POST /api/v2/kites", tag = "KiteFlying", need = "none", scopes = [], divisions = ["body", "response"], body = "Kite required", response = "Kite", ok = [201], deprecated = true }
"#;

const MODELS: &str = r#"Kite = { id = "string read-only", name = "string required min-length=1 max-length=20", divisionId = "string", flown = "datetime", tails = "array<string>{red|blue} unique", wind = "map<Wind>" }
KiteListing = { entities = "array<Kite>" }
Wind = { knots = "integer format=int64 minimum=0" }
"#;

fn without_header(text: String) -> String {
    text.split_once("\n\n").unwrap().1.to_owned()
}

#[test]
fn a_description_becomes_text() {
    let facts = update(&Facts::default(), DESCRIPTION).unwrap();
    assert_eq!(without_header(facts.operations_text().unwrap()), OPERATIONS);
    assert_eq!(without_header(facts.models_text().unwrap()), MODELS);
}

#[test]
fn what_the_description_does_not_know_is_kept() {
    let mut old = update(&Facts::default(), DESCRIPTION).unwrap();
    let mut row = old.operations.remove("get_kites").unwrap();
    row.class = Some("collection".to_owned());
    row.preview = true;
    row.ok = vec![299];
    old.operations.insert("list_kites".to_owned(), row);
    let fresh = update(&old, DESCRIPTION).unwrap();
    let row = &fresh.operations["list_kites"];
    assert_eq!((row.class.as_deref(), row.preview, row.ok.as_slice()), (Some("collection"), true, [200].as_slice()));
    assert!(!fresh.operations.contains_key("get_kites"));
}

#[test]
fn a_packed_description_is_a_catalogue() {
    let facts = update(&Facts::default(), DESCRIPTION).unwrap();
    let bytes = pack::pack(&facts).unwrap();
    assert_eq!(bytes, pack::pack(&facts).unwrap());
    let catalog = postern_catalog::Catalog::decode(bytes.leak()).unwrap();
    let operation = catalog.operation_at("GET", "/api/v2/kites").unwrap();
    assert_eq!(
        (operation.name, operation.scopes, operation.success),
        ("get_kites", ["kites", "kites:readonly"].as_slice(), [200].as_slice())
    );
    assert_eq!(catalog.permissions().iter().map(|permission| permission.name).collect::<Vec<_>>(), ["sky:kite:edit", "sky:kite:view"]);
    let wind = &catalog.model("Wind").unwrap().fields[0];
    assert_eq!((wind.ty.to_string().as_str(), wind.format, wind.limits.unwrap().minimum), ("integer", "int64", Some(0.0)));
}

#[test]
fn the_report_names_what_changed() {
    let old = update(&Facts::default(), DESCRIPTION).unwrap();
    let mut new = old.clone();
    let mut row = new.operations.remove("post_kites").unwrap();
    row.at = "PUT /api/v2/kites/{kiteId}".to_owned();
    new.operations.insert("put_kite".to_owned(), row);
    let kites = new.operations.get_mut("get_kites").unwrap();
    kites.permissions.reverse();
    kites.need = "all".to_owned();
    kites.scopes = None;
    assert_eq!(diff::report(&old, &old), "0 added, 0 removed, 0 changed\n");
    assert_eq!(
        diff::report(&old, &new),
        "1 added, 1 removed, 1 changed
~ GET /api/v2/kites (get_kites)
    permissions: any of sky:kite:edit, sky:kite:view -> all of sky:kite:edit, sky:kite:view
    scopes: kites, kites:readonly -> unknown
- POST /api/v2/kites (post_kites)
+ PUT /api/v2/kites/{kiteId} (put_kite): permissions none; scopes none; caller any
"
    );
}

#[test]
fn a_mistake_is_reported_with_its_place() {
    let broken = DESCRIPTION.replace(r#""minLength": 1"#, r#""pattern": "a b""#);
    assert_eq!(
        update(&Facts::default(), &broken).unwrap_err().to_string(),
        "Kite: unknown word `b` in `string required max-length=20 pattern=a b`"
    );
}
