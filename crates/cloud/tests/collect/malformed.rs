use serde_json::json;

use crate::{
    fake::{Fake, Reply, Size},
    read, why,
};

/// Why the groups are unknown when their listing answers so.
fn groups(reply: impl Fn() -> Reply + Send + Sync + 'static) -> String {
    let fake = Fake::new(Size::SMALL, move |asked| (asked.path == "/api/v2/groups").then(&reply));
    why(&read(&fake).unwrap().groups).to_owned()
}

#[test]
fn what_is_no_page_leaves_the_part_unknown() {
    let page = "GET /api/v2/groups?sortOrder=ascending&pageSize=100&pageNumber=1";
    let bad = "answered something that cannot be read:";
    let call = "GET /api/v2/groups";
    assert_eq!(
        groups(|| Reply::text(200, "application/json", "{\"entities\": [")),
        format!("{call} {bad} no JSON: EOF while parsing a list at line 1 column 14")
    );
    assert_eq!(groups(|| Reply::json(&json!({ "total": 0 }))), format!("{page} {bad} it has no `entities`"));
    assert_eq!(groups(|| Reply::json(&json!({ "entities": null, "total": 0 }))), format!("{page} {bad} it has no `entities`"));
    assert_eq!(groups(|| Reply::json(&json!([]))), format!("{page} {bad} it has no `entities`"));
    let no_id = groups(|| Reply::json(&json!({ "entities": [{ "id": "g", "name": "x" }], "total": 1 })));
    assert!(no_id.starts_with(&format!("{page} {bad} entity `g`: UUID parsing failed: ")), "{no_id}");
    assert_eq!(
        groups(|| Reply::json(&json!({ "entities": [{ "id": crate::fake::id('9', 1), "name": "x" }], "total": 1 }))),
        format!("{page} {bad} entity `{}`: missing field `type`", crate::fake::id('9', 1))
    );
    assert_eq!(
        groups(|| Reply::text(200, "text/html; charset=utf-8", "<!doctype html><title>Sign in</title>")),
        format!("{call} {bad} a web page; is that the API host of the organization's region?")
    );
}

#[test]
fn a_role_without_its_policies_is_not_taken_for_one_that_permits_nothing() {
    let fake = Fake::new(Size::SMALL, |asked| {
        let role = json!({ "id": crate::fake::id('e', 0), "name": "Role 0" });
        (asked.path == "/api/v2/authorization/roles").then(|| Reply::json(&json!({ "entities": [role], "total": 1 })))
    });
    let why = why(&read(&fake).unwrap().roles).to_owned();
    assert!(why.ends_with("missing field `permissionPolicies`"), "{why}");
}

#[test]
fn settings_without_an_address_list_are_unread() {
    let fake = Fake::new(Size::SMALL, |asked| {
        (asked.path == "/api/v2/organizations/authentication/settings").then(|| Reply::json(&json!({ "domainAllowlist": [] })))
    });
    let unread = read(&fake).unwrap().evidence.unwrap().unread;
    assert_eq!(
        unread[&postern_model::evidence::Piece::Authentication],
        "GET /api/v2/organizations/authentication/settings answered something that cannot be read: missing field `ipAddressAllowlist`"
    );
}

#[test]
fn the_web_page_of_a_wrong_region_ends_the_collection() {
    let page = || Reply::text(200, "text/html", "<html>Welcome</html>");
    let fake = Fake::new(Size::SMALL, move |asked| (asked.path == "/oauth/token").then(page));
    let fault = read(&fake).unwrap_err();
    let host = fake.place().host();
    let expected = format!(
        "{host} does not accept the credentials: it answered 200 without a token; is that the login host of the organization's region?"
    );
    assert_eq!(fault.to_string(), expected);
    let fake = Fake::new(Size::SMALL, move |asked| asked.path.starts_with("/api/").then(page));
    let fault = read(&fake).unwrap_err();
    let expected =
        "GET /api/v2/tokens/me answered something that cannot be read: a web page; is that the API host of the organization's region?";
    assert_eq!(fault.to_string(), expected);
}
