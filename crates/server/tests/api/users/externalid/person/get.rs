use serde_json::json;

use super::super::{super::at, IDP, IDP_IN_PATH, ada};
use crate::harness::Local;

#[tokio::test]
async fn a_person_is_found_by_what_an_authority_calls_them() {
    let local = Local::start().await;
    let ada = ada(&local).await;
    let reply = local.admin.get(&format!("/api/v2/users/externalid/{IDP_IN_PATH}/A1")).await;
    assert_eq!((reply.status, &reply.body["id"], &reply.body["name"]), (200, &ada["id"], &json!("Ada")));
    let found = local.running.organization().user_with_external_id(IDP, "A1").map(|user| user.name.clone());
    assert_eq!(found.as_deref(), Some("Ada"));
    let reply = local.admin.get(&format!("/api/v2/users/externalid/{IDP_IN_PATH}/a1")).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("404 general.resource.not.found", "external id `a1` was not found"));
}

#[tokio::test]
async fn nobody_deleted_is_found() {
    let local = Local::start().await;
    let ada = ada(&local).await;
    assert_eq!(local.admin.delete(&at(&ada)).await.outcome(), "200");
    assert_eq!(local.admin.get(&format!("/api/v2/users/externalid/{IDP_IN_PATH}/A1")).await.outcome(), "404 general.resource.not.found");
}

#[tokio::test]
async fn a_loaded_organization_finds_them_too() {
    let local = Local::start().await;
    ada(&local).await;
    let snapshot = local.running.organization().snapshot(postern_model::Timestamp(0));
    let loaded = postern_org::Organization::from_snapshot(postern_catalog::Catalog::builtin(), snapshot).unwrap();
    assert_eq!(loaded.user_with_external_id(IDP, "A1").map(|user| user.name.clone()).as_deref(), Some("Ada"));
}
