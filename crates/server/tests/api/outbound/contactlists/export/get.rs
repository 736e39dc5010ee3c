use serde_json::json;

use crate::{harness::Local, outbound::contact_list};

#[tokio::test]
async fn there_is_an_export_once_one_was_made() {
    let local = Local::start().await;
    let list = contact_list(&local).await;
    let path = format!("{list}/export");
    assert_eq!(local.admin.get(&path).await.outcome(), "404 no.available.list.export.uri");
    local.admin.post(&path, json!({})).await;
    let reply = local.admin.get(&path).await;
    assert!(reply.body["uri"].as_str().unwrap().starts_with(&local.running.url) && reply.body["exportTimestamp"].is_string());
    let strange = "/api/v2/outbound/contactlists/00000000-0000-4000-8000-000000000000/export";
    assert_eq!(local.admin.get(strange).await.outcome(), "404 contact.list.not.found");
}
