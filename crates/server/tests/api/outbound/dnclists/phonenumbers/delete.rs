use serde_json::json;

use crate::{harness::Local, outbound::dnc_list};

#[tokio::test]
async fn all_numbers_go_or_only_those_that_are_over() {
    let local = Local::start().await;
    let list = dnc_list(&local).await;
    let path = format!("{list}/phonenumbers");
    local.admin.post(&path, json!(["+13175550101"])).await;
    local.admin.post(&format!("{path}?expirationDateTime=2020-01-01T00:00:00.000Z"), json!(["+13175550102"])).await;
    assert_eq!(local.admin.delete(&format!("{path}?expiredOnly=true")).await.outcome(), "204");
    assert_eq!(local.admin.get(&list).await.body["size"], 1);
    assert_eq!(local.admin.delete(&path).await.outcome(), "204");
    assert_eq!(local.admin.get(&list).await.body["size"], 0);
}
