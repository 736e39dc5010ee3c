use serde_json::json;

use super::{IDP_IN_PATH, ada, under};
use crate::harness::Local;

#[tokio::test]
async fn a_key_is_forgotten_by_authority_and_key() {
    let local = Local::start().await;
    let ada = ada(&local).await;
    let reply = local.admin.delete(&format!("{}/{IDP_IN_PATH}/A2", under(&ada))).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("404 general.resource.not.found", "external id `A2` was not found"));
    assert_eq!(local.admin.delete(&format!("{}/{IDP_IN_PATH}/A1", under(&ada))).await.outcome(), "204");
    assert_eq!(local.admin.get(&under(&ada)).await.body, json!([]));
    assert_eq!(local.admin.get(&format!("/api/v2/users/externalid/{IDP_IN_PATH}/A1")).await.outcome(), "404 general.resource.not.found");
}
