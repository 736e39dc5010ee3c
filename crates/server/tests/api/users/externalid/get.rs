use serde_json::json;

use super::{IDP, IDP_IN_PATH, ada, under};
use crate::harness::Local;

#[tokio::test]
async fn one_authority_is_asked_for() {
    let local = Local::start().await;
    let ada = ada(&local).await;
    let at = format!("{}/{IDP_IN_PATH}", under(&ada));
    let reply = local.admin.get(&at).await;
    assert_eq!((reply.status, reply.body), (200, json!({ "authorityName": IDP, "externalKey": "A1", "selfUri": at })));
    let reply = local.admin.get(&format!("{}/other", under(&ada))).await;
    let text = "external id of authority `other` was not found";
    assert_eq!((reply.outcome().as_str(), reply.message()), ("404 general.resource.not.found", text));
}
