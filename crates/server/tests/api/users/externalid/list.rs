use serde_json::json;

use super::{super::made, ada, under};
use crate::harness::Local;

#[tokio::test]
async fn every_external_id_is_listed_those_of_scim_clients_too() {
    let local = Local::start().await;
    let ada = ada(&local).await;
    let patch = json!({ "schemas": [], "Operations": [{ "op": "add", "path": "externalId", "value": "okta-1" }] });
    let scim = format!("/api/v2/scim/v2/users/{}", ada["id"].as_str().unwrap());
    assert_eq!(local.admin.patch(&scim, patch).await.status, 200);
    let listed = local.admin.get(&under(&ada)).await.body;
    let keys: Vec<_> = listed.as_array().unwrap().iter().map(|one| (one["authorityName"].clone(), one["externalKey"].clone())).collect();
    let own = format!("scim:{}", local.admin.client_id);
    assert_eq!(keys, [(json!(super::IDP), json!("A1")), (json!(own), json!("okta-1"))]);
}

#[tokio::test]
async fn who_is_called_nothing_has_an_empty_list() {
    let local = Local::start().await;
    let bert = made(&local, "Bert").await;
    assert_eq!(local.admin.get(&under(&bert)).await.body, json!([]));
}
