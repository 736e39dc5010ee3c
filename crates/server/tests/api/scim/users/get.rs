use serde_json::json;

use super::super::{CORE, ENTERPRISE, SPELLINGS, V2, at, header, made, query, refusal};
use crate::harness::{Caller, Local};

#[tokio::test]
async fn only_what_is_asked_for_is_shown() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let id = ada["id"].as_str().unwrap();
    let path = format!("users/{id}");
    let only = local.admin.get(&query(&path, &[("attributes", "displayName"), ("attributes", "emails")])).await.body;
    let expected = json!({
        "schemas": ada["schemas"], "id": id, "userName": "ada@local.example", "active": true, "meta": ada["meta"], "displayName": "ada",
        "emails": ada["emails"],
    });
    assert_eq!(only, expected);
    let without =
        local.admin.get(&query(&path, &[("excludedAttributes", &format!("id,roles,emails,externalId,displayName,{ENTERPRISE}"))])).await;
    let expected = json!({ "schemas": ada["schemas"], "id": id, "userName": "ada@local.example", "active": true, "meta": ada["meta"] });
    assert_eq!(without.body, expected);
    let reply = local.admin.get(&query(&path, &[("attributes", "shoeSize")])).await;
    assert_eq!((refusal(&reply).0, refusal(&reply).1), (400, "invalidValue"));
}

#[tokio::test]
async fn who_has_the_current_version_is_told_so() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    for spelling in SPELLINGS {
        let place = format!("{spelling}/users/{}", ada["id"].as_str().unwrap());
        for (tag, status) in [("\"1\"", 304), ("W/\"1\"", 304), ("1", 304), ("\"0\", \"1\"", 304), ("*", 304), ("\"2\"", 200), ("", 200)] {
            let reply = local.admin.ask_with("GET", &place, &[("if-none-match", tag)], None).await;
            assert_eq!((reply.status, header(&reply, "etag")), (status, "\"1\""), "{tag}");
        }
    }
}

#[tokio::test]
async fn nobody_is_not_found() {
    let local = Local::start().await;
    for id in ["1f0e9f6c-0000-4000-8000-000000000000", "ada"] {
        let reply = local.admin.get(&format!("{V2}/users/{id}")).await;
        assert_eq!(refusal(&reply), (404, "", format!("user `{id}` was not found").as_str()));
    }
}

/// Each client names people for itself (RFC 7643 §3.1).
#[tokio::test]
async fn another_client_does_not_see_what_this_one_calls_a_person() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let other = local.caller(&[], postern_model::Reach::All).await;
    assert_eq!(ada["externalId"], "entra-ada");
    assert_eq!(other.get(&at(&ada)).await.body.get("externalId"), None);
}

#[tokio::test]
async fn the_door_answers_in_the_words_of_the_platform() {
    let local = Local::start().await;
    let reply = Caller::nobody(&local.running.url).get(&format!("{V2}/users")).await;
    assert_eq!(reply.outcome(), "401 authentication.required");
    assert_eq!(header(&reply, "content-type"), "application/json");
}

#[tokio::test]
async fn somebody_made_in_the_directory_is_shown_too() {
    let local = Local::start().await;
    let id = local.user("Bert", None).await;
    let reply = local.admin.get(&format!("{V2}/users/{id}")).await;
    assert_eq!((reply.status, &reply.body["schemas"]), (200, &json!([CORE, ENTERPRISE])));
    assert_eq!(reply.body["emails"], json!([{ "type": "other", "value": "bert@local.example", "primary": true }]));
}
