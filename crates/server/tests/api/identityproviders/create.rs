use serde_json::json;

use super::{record, with};
use crate::harness::Local;

#[tokio::test]
async fn a_custom_provider_is_created_and_echoed() {
    let local = Local::start().await;
    let reply = local.admin.post("/api/v2/identityproviders", with(json!({ "endpointCompression": true }))).await;
    assert_eq!(reply.outcome(), "200");
    let id = reply.body["id"].as_str().unwrap().to_owned();
    let mut expected = with(json!({ "endpointCompression": true, "id": id, "selfUri": format!("/api/v2/identityproviders/{id}") }));
    assert_eq!(reply.body, expected);
    assert_eq!(local.admin.get(&format!("/api/v2/identityproviders/{id}")).await.body, expected.take());
}

#[tokio::test]
async fn a_body_may_bring_what_only_the_service_sets_and_nulls() {
    let local = Local::start().await;
    let body = with(json!({ "id": "mine", "selfUri": "/elsewhere", "logoImageData": null, "certificates": null }));
    let reply = local.admin.post("/api/v2/identityproviders", body).await;
    assert_eq!(reply.outcome(), "200");
    assert_ne!(reply.body["id"], "mine");
    assert!(reply.body.get("logoImageData").is_none() && reply.body.get("certificates").is_none());
}

#[tokio::test]
async fn two_providers_may_have_one_name_and_a_long_one() {
    let local = Local::start().await;
    let body = with(json!({ "name": "n".repeat(10_000) }));
    let (one, two) = (
        local.admin.post("/api/v2/identityproviders", body.clone()).await,
        local.admin.post("/api/v2/identityproviders", body.clone()).await,
    );
    assert_eq!((one.status, two.status, &one.body["name"]), (200, 200, &body["name"]));
    assert_ne!(one.body["id"], two.body["id"]);
}

#[tokio::test]
async fn the_thirty_first_provider_is_refused() {
    let local = Local::start().await;
    assert_eq!(local.admin.put("/api/v2/identityproviders/okta", record()).await.status, 200);
    for _ in 1..30 {
        assert_eq!(local.admin.post("/api/v2/identityproviders", record()).await.status, 200);
    }
    let reply = local.admin.post("/api/v2/identityproviders", record()).await;
    assert_eq!(reply.outcome(), "400 bad.request");
    assert_eq!(reply.message(), "the organization has 30 identity providers; that is the most it may have");
    let full = [
        local.admin.put("/api/v2/identityproviders/generic", record()).await.status,
        local.admin.put("/api/v2/identityproviders/okta", record()).await.status,
        local.admin.put("/api/v2/identityproviders/purecloud", json!({ "disabled": false })).await.status,
    ];
    assert_eq!(full, [400, 200, 200], "what is there can be changed, and the platform's own login does not count");
    let listing = local.admin.get("/api/v2/identityproviders").await.body;
    assert_eq!((&listing["total"], &listing["pageCount"]), (&json!(30), &json!(1)));
}

#[tokio::test]
async fn it_needs_the_permission_to_add() {
    let local = Local::start().await;
    let viewer = local.caller(&["sso:provider:view", "sso:provider:edit"], postern_model::Reach::All).await;
    assert_eq!(viewer.post("/api/v2/identityproviders", record()).await.outcome(), "403 missing.any.permissions");
}
