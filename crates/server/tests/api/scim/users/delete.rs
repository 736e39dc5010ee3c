use serde_json::json;

use super::super::{SPELLINGS, at, header, made, refusal};
use crate::harness::Local;

#[tokio::test]
async fn a_deleted_person_is_gone_from_scim_and_kept_in_the_directory() {
    let local = Local::start().await;
    for (spelling, name) in SPELLINGS.into_iter().zip(["ada", "bert"]) {
        let ada = made(&local, name).await;
        let (id, place) = (ada["id"].as_str().unwrap(), format!("{spelling}/users/{}", ada["id"].as_str().unwrap()));
        let reply = local.admin.delete(&place).await;
        assert_eq!((reply.status, reply.body), (204, serde_json::Value::Null));
        for method in ["GET", "DELETE"] {
            let reply = local.admin.ask(method, &place, None).await;
            assert_eq!(refusal(&reply), (404, "", format!("user `{id}` was not found").as_str()));
        }
        let kept = local.admin.get(&format!("/api/v2/users/{id}?state=deleted")).await;
        assert_eq!((kept.status, &kept.body["state"]), (200, &json!("deleted")));
    }
}

#[tokio::test]
async fn a_stale_tag_saves_the_person() {
    let local = Local::start().await;
    let ada = made(&local, "ada").await;
    let reply = local.admin.ask_with("DELETE", &at(&ada), &[("if-match", "\"7\"")], None).await;
    assert_eq!(refusal(&reply), (400, "invalidVers", "the ETag `\"7\"` is not the current one, `\"1\"`"));
    let current = local.admin.get(&at(&ada)).await;
    let reply = local.admin.ask_with("DELETE", &at(&ada), &[("if-match", header(&current, "etag"))], None).await;
    assert_eq!(reply.status, 204);
}
