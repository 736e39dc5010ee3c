//! What the engine serves, and under which path it keeps it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

mod world;

use postern_catalog::{Catalog, TypeRef};
use postern_resources::{Act, plan, served};
use serde_json::json;

use world::{World, does, id_of, route};

#[test]
fn what_answers_a_listing_is_never_a_singleton() {
    let catalog = Catalog::builtin();
    let lists = |ty: TypeRef| match ty {
        TypeRef::Array(_) => true,
        TypeRef::Model(name) => catalog.model(name).and_then(|model| model.field("entities")).is_some(),
        _ => false,
    };
    let single = |path: &str| !path.ends_with('}');
    let gets = served().filter(|operation| single(operation.path) && plan(operation.id).is_some_and(|plan| plan.act == Act::Get));
    let wrong: Vec<&str> = gets.filter(|operation| operation.response.is_some_and(lists)).map(|operation| operation.path).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_asks_about_licences_is_no_creation() {
    for (method, path) in [("POST", "/api/v2/license/users"), ("GET", "/api/v2/license/users"), ("GET", "/api/v2/license/users/1")] {
        assert!(plan(route(method, path).unwrap().id).is_none(), "{method} {path}");
    }
}

#[test]
fn a_deprecated_path_shows_what_the_one_it_stands_for_keeps() {
    let mut world = World::new();
    for (old, new, body) in [
        ("/api/v2/languages", "/api/v2/routing/languages", json!({ "name": "English" })),
        ("/api/v2/messaging/settings", "/api/v2/conversations/messaging/settings", json!({ "name": "plain" })),
        ("/api/v2/messaging/supportedcontent", "/api/v2/conversations/messaging/supportedcontent", json!({ "name": "all" })),
    ] {
        let made = world.write(route("POST", old).unwrap(), old, body).unwrap().body.unwrap();
        assert!(world.ids(route("GET", new).unwrap(), new).contains(&id_of(&made)), "{old}");
        let item = format!("{new}/{}", id_of(&made));
        assert_eq!(world.read(route("GET", &item).unwrap(), &item).unwrap()["name"], made["name"], "{old}");
        assert_eq!(made["selfUri"], item.as_str());
    }
    let ids = world.ids(route("GET", "/api/v2/messaging/settings").unwrap(), "/api/v2/messaging/settings");
    let id = ids.last().unwrap();
    does(&mut world, "put_messaging_settings_default", "/api/v2/messaging/settings/default", json!({ "settingId": id })).unwrap();
    let default = "/api/v2/conversations/messaging/settings/default";
    assert_eq!(world.read(route("GET", default).unwrap(), default).unwrap()["id"], id.as_str());
}

#[test]
fn a_name_conflict_is_told_by_the_code_that_says_it() {
    let mut world = World::new();
    let templates = "/api/v2/outbound/contactlisttemplates";
    let body = json!({ "name": "people", "columnNames": ["first"] });
    does(&mut world, "post_outbound_contactlisttemplates", templates, body.clone()).unwrap();
    let refusal = does(&mut world, "post_outbound_contactlisttemplates", templates, body).unwrap_err();
    assert_eq!((refusal.status, refusal.code), (409, "duplicate.name"), "not `not.unique.email.columns`");
}
