use serde_json::json;

use crate::{harness::Local, outbound::contact_list};

#[tokio::test]
async fn a_download_is_where_its_file_is() {
    let local = Local::start().await;
    let list = contact_list(&local).await;
    local.admin.post(&format!("{list}/export"), json!({})).await;
    let export = local.admin.get(&format!("{list}/export")).await;
    let uri = export.body["uri"].as_str().unwrap();
    let path = &uri[uri.find("/api/v2").unwrap()..];
    let reply = local.admin.get(&format!("{path}?issueRedirect=false")).await;
    let url = reply.body["url"].as_str().unwrap();
    assert!(url.contains("/postern/files/"), "{url}");
    let text = reqwest::get(url).await.unwrap().text().await.unwrap();
    assert_eq!(text, "inin-outbound-id,Cell\r\n");
}

#[tokio::test]
async fn what_is_no_download_is_not_found() {
    let local = Local::start().await;
    for id in ["nonsense", "00000000-0000-4000-8000-000000000000"] {
        assert_eq!(local.admin.get(&format!("/api/v2/downloads/{id}")).await.outcome(), "404 resource.not.found");
    }
}
