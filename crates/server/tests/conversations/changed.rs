//! A changed answer fails, and what is said of it can be read. What may differ does not.

use serde_json::{Value, json};

use crate::{
    bindings::Bindings,
    compare::compare,
    life,
    replay::{lines, new_file, replay},
};

/// A short conversation: a role is made and read.
async fn short() -> Vec<Value> {
    let path = new_file();
    let local = life::start(&path).await;
    let made = local.admin.post("/api/v2/authorization/roles", json!({ "name": "Reader", "permissionPolicies": [] })).await.body;
    local.admin.get(&format!("/api/v2/authorization/roles/{}", made["id"].as_str().unwrap())).await;
    local.running.stop().await;
    let lines = lines(&path);
    assert_eq!((lines.len(), replay(&lines).await), (4, Ok(())));
    lines
}

#[tokio::test]
async fn another_status_is_told_with_both_bodies() {
    let mut lines = short().await;
    lines[3]["status"] = json!(404);
    lines[3]["response"] = json!({ "code": "not.found" });
    let told = replay(&lines).await.unwrap_err();
    assert!(told.starts_with("request 3 (GET /api/v2/authorization/roles/"), "{told}");
    assert!(told.contains("\n  at        status\n  recorded  404 {\"code\":\"not.found\"}\n  now       200 {"), "{told}");
}

#[tokio::test]
async fn another_value_is_told_with_its_place() {
    let mut lines = short().await;
    lines[3]["response"]["name"] = json!("Writer");
    let told = replay(&lines).await.unwrap_err();
    assert!(told.ends_with("\n  at        response.name\n  recorded  \"Writer\"\n  now       \"Reader\""), "{told}");
}

#[tokio::test]
async fn a_field_more_or_less_is_told() {
    let mut lines = short().await;
    lines[2]["response"]["color"] = json!("red");
    let told = replay(&lines).await.unwrap_err();
    assert!(told.contains("request 2 (POST /api/v2/authorization/roles)\n  at        response.color\n  recorded  \"red\""), "{told}");
    let mut lines = short().await;
    lines[2]["response"].as_object_mut().unwrap().remove("name");
    let told = replay(&lines).await.unwrap_err();
    assert!(told.ends_with("recorded  \"(not there)\"\n  now       \"Reader\""), "{told}");
}

#[tokio::test]
async fn an_answer_about_something_else_is_told() {
    let mut lines = short().await;
    let others = lines[0]["given"].as_array().unwrap();
    let other = others.iter().find(|one| one["what"] == "role").unwrap()["id"].clone();
    lines[3]["response"]["id"] = other;
    assert!(replay(&lines).await.unwrap_err().contains("\n  at        response.id\n"));
}

fn outcome(recorded: &Value, new: &Value) -> Result<(), String> {
    compare("", recorded, new, &mut Bindings::default()).map_err(|difference| difference.at)
}

const ONE: &str = "11111111-1111-4111-8111-111111111111";
const TWO: &str = "22222222-2222-4222-8222-222222222222";

#[test]
fn ids_may_differ_but_stay_who_they_are() {
    let pair = |left: &str, right: &str| json!({ "left": left, "right": format!("/api/{right}") });
    assert_eq!(outcome(&pair(ONE, ONE), &pair(TWO, TWO)), Ok(()));
    assert_eq!(outcome(&pair(ONE, ONE), &pair(ONE, TWO)), Err(".right".to_owned()));
    assert_eq!(outcome(&pair(ONE, TWO), &pair(ONE, ONE)), Err(".right".to_owned()));
}

#[test]
fn moments_are_compared_by_shape() {
    let at = |text: &str| json!({ "at": text });
    assert_eq!(outcome(&at("2026-11-26T10:00:00.123Z"), &at("2027-01-01T23:59:59.999Z")), Ok(()));
    assert!(outcome(&at("2026-11-26T10:00:00.123Z"), &at("2026-11-26T10:00:00Z")).is_err());
    assert!(outcome(&at("2026-11-26"), &at("soon")).is_err());
}

#[test]
fn lists_by_name_keep_their_order_and_others_need_not() {
    let named = |names: [&str; 2]| json!(names.map(|name| json!({ "name": name })));
    assert_eq!(outcome(&named(["a", "b"]), &named(["a", "b"])), Ok(()));
    assert!(outcome(&named(["a", "b"]), &named(["b", "a"])).is_err());
    let both = |pairs: [(&str, &str); 2]| json!(pairs.map(|(id, name)| json!({ "id": id, "name": name })));
    assert!(outcome(&both([(TWO, "a"), (ONE, "b")]), &both([(ONE, "b"), (TWO, "a")])).is_err(), "it goes by name");
    assert_eq!(outcome(&both([(ONE, "a"), (TWO, "b")]), &both([(ONE, "b"), (TWO, "a")])), Ok(()), "it goes by id");
    let held = |pairs: [(&str, &str); 2]| json!(pairs.map(|(id, held)| json!({ "id": id, "held": held })));
    assert_eq!(outcome(&held([(ONE, "x"), (TWO, "y")]), &held([(ONE, "y"), (TWO, "x")])), Ok(()));
    assert!(outcome(&held([(ONE, "x"), (TWO, "y")]), &held([(ONE, "x"), (TWO, "z")])).is_err());
    assert!(outcome(&json!(["view", "edit"]), &json!(["edit", "view"])).is_err());
}
