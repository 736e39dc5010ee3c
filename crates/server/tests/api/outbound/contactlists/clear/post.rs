use serde_json::json;

use crate::{
    harness::Local,
    outbound::{contact_list, contacts},
};

#[tokio::test]
async fn every_contact_goes_and_the_list_stays() {
    let local = Local::start().await;
    let list = contact_list(&local).await;
    contacts(&local, &list, &["+13175550101", "+13175550102"]).await;
    assert_eq!(local.admin.post(&format!("{list}/clear"), json!(null)).await.outcome(), "204");
    let found = local.admin.post(&format!("{list}/contacts/search"), json!({})).await;
    assert_eq!(found.body["contactsCount"], 0);
    assert_eq!(local.admin.get(&list).await.outcome(), "200");
}

#[tokio::test]
async fn a_list_that_is_not_there_is_not_found() {
    let local = Local::start().await;
    let path = "/api/v2/outbound/contactlists/00000000-0000-4000-8000-000000000000/clear";
    assert_eq!(local.admin.post(path, json!(null)).await.outcome(), "404 contact.list.not.found");
}
