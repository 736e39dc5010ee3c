use serde_json::json;

use crate::{
    harness::Local,
    outbound::{contact_list, contacts, exported},
};

#[tokio::test]
async fn an_export_holds_every_contact_as_a_line() {
    let local = Local::start().await;
    let list = contact_list(&local).await;
    contacts(&local, &list, &["+13175550101", "says \"no\", twice"]).await;
    let reply = local.admin.post(&format!("{list}/export"), json!({})).await;
    assert_eq!((reply.outcome().as_str(), reply.body["name"].as_str()), ("200", Some("Spring")));
    let text = exported(&local, &list).await;
    assert!(text.starts_with("inin-outbound-id,Cell\r\n"), "{text}");
    assert!(text.contains("c+13175550101,+13175550101\r\n") && text.contains(",\"says \"\"no\"\", twice\"\r\n"), "{text}");
}
