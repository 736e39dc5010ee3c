use serde_json::json;

use crate::{
    harness::Local,
    outbound::{dnc_list, exported},
};

#[tokio::test]
async fn an_export_holds_numbers_and_their_ends() {
    let local = Local::start().await;
    let list = dnc_list(&local).await;
    let until = "2031-01-01T00:00Z";
    local.admin.post(&format!("{list}/phonenumbers?expirationDateTime={until}"), json!(["+13175550101"])).await;
    assert_eq!(local.admin.post(&format!("{list}/export"), json!(null)).await.outcome(), "200");
    let text = exported(&local, &list).await;
    let fields: Vec<&str> = text.lines().nth(1).unwrap().split(',').collect();
    assert_eq!((fields[0], fields[2]), ("+13175550101", until));
}
