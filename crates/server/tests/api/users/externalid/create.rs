use serde_json::json;

use super::{super::made, IDP, IDP_IN_PATH, ada, under};
use crate::harness::Local;

#[tokio::test]
async fn a_key_is_noted_once() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let body = json!({ "authorityName": IDP, "externalKey": "A1" });
    let expected = json!({ "authorityName": IDP, "externalKey": "A1", "selfUri": format!("{}/{IDP_IN_PATH}", under(&ada)) });
    let reply = local.admin.post(&under(&ada), body.clone()).await;
    assert_eq!((reply.status, &reply.body), (201, &expected));
    let again = local.admin.post(&under(&ada), body).await;
    assert_eq!((again.status, &again.body), (200, &expected));
}

#[tokio::test]
async fn a_key_belongs_to_one_person_and_an_authority_has_one_key_for_a_person() {
    let local = Local::start().await;
    let (ada, bert) = (ada(&local).await, made(&local, "Bert").await);
    let (ada_id, body) = (ada["id"].as_str().unwrap(), json!({ "authorityName": IDP, "externalKey": "A1" }));
    let reply = local.admin.post(&under(&bert), body).await;
    let text = format!("authority `{IDP}` calls user `{ada_id}` by the key `A1` already");
    assert_eq!((reply.outcome().as_str(), reply.message()), ("409 general.resource.conflict", text.as_str()));
    let reply = local.admin.post(&under(&ada), json!({ "authorityName": IDP, "externalKey": "A2" })).await;
    let text = format!("authority `{IDP}` calls user `{ada_id}` by another key already: `A1`");
    assert_eq!((reply.outcome().as_str(), reply.message()), ("409 general.resource.conflict", text.as_str()));
    assert_eq!(local.admin.post(&under(&bert), json!({ "authorityName": IDP, "externalKey": "a1" })).await.outcome(), "201");
}

#[tokio::test]
async fn bad_input_is_named() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let long = "k".repeat(257);
    let cases = [
        (
            json!({ "authorityName": " ", "externalKey": "x" }),
            "400 general.bad.request",
            "the authority of an external id must not be blank",
        ),
        (
            json!({ "authorityName": "x", "externalKey": long }),
            "400 general.bad.request",
            "the key of an external id must have at most 256 characters; it has 257",
        ),
        (json!({ "authorityName": "x" }), "400 constraint.validation", "externalKey must not be null"),
    ];
    for (body, outcome, message) in cases {
        let reply = local.admin.post(&under(&ada), body).await;
        assert_eq!((reply.outcome().as_str(), reply.message()), (outcome, message));
    }
    let nobody = "/api/v2/users/1f0e9f6c-0000-4000-8000-000000000000/externalid";
    let reply = local.admin.post(nobody, json!({ "authorityName": "x", "externalKey": "y" })).await;
    assert_eq!(reply.outcome(), "404 general.resource.not.found");
}

#[tokio::test]
async fn a_person_does_not_come_back_with_a_key_that_was_taken_meanwhile() {
    let local = Local::start().await;
    let (ada, bert) = (ada(&local).await, made(&local, "Bert").await);
    assert_eq!(local.admin.delete(&super::super::at(&ada)).await.outcome(), "200");
    assert_eq!(local.admin.post(&under(&bert), json!({ "authorityName": IDP, "externalKey": "A1" })).await.outcome(), "201");
    let reply = local.admin.patch(&super::super::at(&ada), json!({ "version": 3, "state": "active" })).await;
    assert_eq!(reply.outcome(), "409 general.resource.conflict");
}
