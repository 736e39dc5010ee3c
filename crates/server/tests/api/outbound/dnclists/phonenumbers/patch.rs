use serde_json::json;

use crate::{harness::Local, outbound::dnc_list};

#[tokio::test]
async fn numbers_come_and_go() {
    let local = Local::start().await;
    let list = dnc_list(&local).await;
    let path = format!("{list}/phonenumbers");
    let numbers = json!(["+13175550101", "+13175550102"]);
    assert_eq!(local.admin.patch(&path, json!({ "action": "Add", "phoneNumbers": numbers })).await.outcome(), "204");
    assert_eq!(local.admin.patch(&path, json!({ "action": "Remove", "phoneNumbers": ["+13175550101"] })).await.outcome(), "204");
    assert_eq!(local.admin.get(&list).await.body["size"], 1);
    let reply = local.admin.patch(&path, json!({ "phoneNumbers": numbers })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 invalid.dnc.patch.action", "`action` must be Add or Remove"));
}
