use serde_json::{Value, json};

use crate::{
    harness::Local,
    outbound::{contact_list, contacts},
};

async fn found(local: &Local, list: &str, body: Value) -> Vec<String> {
    let reply = local.admin.post(&format!("{list}/contacts/search"), body).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    let cell = |contact: &Value| contact["data"]["Cell"].as_str().unwrap().to_owned();
    reply.body["entities"].as_array().unwrap().iter().map(cell).collect()
}

fn criteria(operator: &str, value: &str) -> Value {
    json!({ "clauses": [{ "predicates": [{ "column": "Cell", "columnType": "alphabetic", "operator": operator, "value": value }] }] })
}

#[tokio::test]
async fn contacts_are_found_by_their_data() {
    let local = Local::start().await;
    let list = contact_list(&local).await;
    contacts(&local, &list, &["+13175550101", "+13175550102", "+442079460000"]).await;
    assert_eq!(found(&local, &list, json!({})).await.len(), 3);
    for (operator, value, count) in
        [("BEGINS_WITH", "+1317", 2), ("EQUALS", "+442079460000", 1), ("ENDS_WITH", "0102", 1), ("CONTAINS", "9", 1), ("EQUALS", "", 0)]
    {
        assert_eq!(found(&local, &list, json!({ "criteria": criteria(operator, value) })).await.len(), count, "{operator} {value}");
    }
    let sorted = json!({ "contactSorts": [{ "fieldName": "Cell", "direction": "DESC" }], "pageSize": 1, "pageNumber": 1 });
    assert_eq!(found(&local, &list, sorted).await, ["+442079460000"]);
}

#[tokio::test]
async fn a_stored_filter_narrows_the_search() {
    let local = Local::start().await;
    let list = contact_list(&local).await;
    contacts(&local, &list, &["+13175550101", "+442079460000"]).await;
    let mut filter = criteria("BEGINS_WITH", "+44");
    filter["name"] = json!("Britain");
    filter["contactList"] = json!({ "id": list.rsplit('/').next().unwrap() });
    filter["filterType"] = json!("AND");
    filter["clauses"][0]["filterType"] = json!("AND");
    let filter = local.admin.post("/api/v2/outbound/contactlistfilters", filter).await;
    assert_eq!(filter.outcome(), "200", "{}", filter.message());
    assert_eq!(found(&local, &list, json!({ "contactListFilterId": filter.body["id"] })).await, ["+442079460000"]);
    let reply = local.admin.post(&format!("{list}/contacts/search"), json!({ "contactListFilterId": "none" })).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 invalid.contact.list.filter", "there is no contact list filter `none`"));
}
