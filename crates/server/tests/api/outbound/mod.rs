mod contactlists;
mod dnclists;

use serde_json::json;

use crate::harness::Local;

/// The address of a new contact list with the column `Cell`.
pub async fn contact_list(local: &Local) -> String {
    let phone = json!([{ "columnName": "Cell", "type": "cell" }]);
    let body = json!({ "name": "Spring", "columnNames": ["Cell"], "phoneColumns": phone });
    let reply = local.admin.post("/api/v2/outbound/contactlists", body).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    format!("/api/v2/outbound/contactlists/{}", reply.body["id"].as_str().unwrap())
}

/// Contacts with these numbers.
pub async fn contacts(local: &Local, list: &str, numbers: &[&str]) {
    let id = list.rsplit('/').next().unwrap();
    let contact = |number: &&str| json!({ "id": format!("c{number}"), "contactListId": id, "data": { "Cell": number } });
    let body = numbers.iter().map(contact).collect();
    let reply = local.admin.post(&format!("{list}/contacts"), body).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
}

/// The address of a new do-not-contact list.
pub async fn dnc_list(local: &Local) -> String {
    let body = json!({ "name": "Never", "dncSourceType": "rds", "contactMethod": "Phone" });
    let reply = local.admin.post("/api/v2/outbound/dnclists", body).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    format!("/api/v2/outbound/dnclists/{}", reply.body["id"].as_str().unwrap())
}

/// The text of the latest export of a list.
pub async fn exported(local: &Local, list: &str) -> String {
    let export = local.admin.get(&format!("{list}/export")).await;
    let uri = export.body["uri"].as_str().unwrap_or_else(|| panic!("no export: {}", export.body));
    let path = &uri[uri.find("/api/v2").unwrap()..];
    let reply = local.admin.get(&format!("{path}?issueRedirect=false")).await;
    reqwest::get(reply.body["url"].as_str().unwrap()).await.unwrap().text().await.unwrap()
}
