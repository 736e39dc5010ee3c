use serde_json::json;

use super::super::{changes, events, query};
use crate::harness::Local;

#[tokio::test]
async fn every_event_is_in_the_mapping() {
    let local = Local::start().await;
    changes(&local).await;
    local.admin.put("/api/v2/identityproviders/okta", crate::identityproviders::record()).await;
    local.admin.delete("/api/v2/identityproviders/okta").await;
    let reply = local.admin.get("/api/v2/audits/query/servicemapping").await;
    assert_eq!(reply.status, 200);
    let services = reply.body["services"].as_array().unwrap().clone();
    for event in events(&local, query(json!({}))).await {
        let service = services.iter().find(|service| service["name"] == event["serviceName"]).unwrap();
        let kind = service["entities"].as_array().unwrap().iter().find(|kind| kind["name"] == event["entityType"]).unwrap();
        assert!(kind["actions"].as_array().unwrap().contains(&event["action"]), "{event}");
    }
}
