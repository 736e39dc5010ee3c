use serde_json::json;

use crate::{harness::Local, outbound::dnc_list};

#[tokio::test]
async fn numbers_are_added_once() {
    let local = Local::start().await;
    let list = dnc_list(&local).await;
    let path = format!("{list}/phonenumbers");
    for numbers in [json!(["+13175550101", "+13175550102"]), json!(["+13175550101"])] {
        assert_eq!(local.admin.post(&path, numbers).await.outcome(), "204");
    }
    assert_eq!(local.admin.get(&list).await.body["size"], 2);
}

#[tokio::test]
async fn a_licensed_list_has_its_entries_from_elsewhere() {
    let local = Local::start().await;
    let body = json!({ "name": "Licensed", "dncSourceType": "dnc.com", "contactMethod": "Phone", "loginId": "x" });
    let list = local.admin.post("/api/v2/outbound/dnclists", body).await.body;
    let path = format!("/api/v2/outbound/dnclists/{}/phonenumbers", list["id"].as_str().unwrap());
    let reply = local.admin.post(&path, json!(["+13175550101"])).await;
    let text = "the entries of a list of the type `dnc.com` are the provider's";
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 dnc.source.operation.not.supported", text));
}
