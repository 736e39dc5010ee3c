use serde_json::json;

use crate::{
    harness::Local,
    taskmanagement::{found, made},
};

#[tokio::test]
async fn workbins_are_found_by_conditions() {
    let local = Local::start().await;
    for name in ["north", "south", "southwest"] {
        made(&local, "workbins", json!({ "name": name })).await;
    }
    for (operator, values, names) in [
        ("EQ", json!(["south"]), vec!["south"]),
        ("NEQ", json!(["south"]), vec!["north", "southwest"]),
        ("IN", json!(["north", "south"]), vec!["north", "south"]),
        ("BEGINS_WITH", json!(["South"]), vec!["south", "southwest"]),
        ("CONTAINS", json!(["west"]), vec!["southwest"]),
        ("BETWEEN", json!(["n", "south"]), vec!["north", "south"]),
    ] {
        let filter = json!([{ "name": "name", "type": "String", "operator": operator, "values": values }]);
        assert_eq!(found(&local, "workbins", filter).await, names, "{operator}");
    }
}

#[tokio::test]
async fn pages_are_cut_by_a_cursor() {
    let local = Local::start().await;
    for name in ["a", "b", "c"] {
        made(&local, "workbins", json!({ "name": name })).await;
    }
    let path = "/api/v2/taskmanagement/workbins/query";
    let first = local.admin.post(path, json!({ "filters": [], "pageSize": 2, "attributes": ["name"] })).await.body;
    assert_eq!((first["entities"].as_array().unwrap().len(), first["entities"][0].as_object().unwrap().len()), (2, 2));
    let last = local.admin.post(path, json!({ "filters": [], "pageSize": 2, "after": first["after"] })).await.body;
    assert_eq!((&last["entities"][0]["name"], &last["after"]), (&json!("c"), &json!(null)));
    assert_eq!(local.admin.post(path, json!({ "filters": [], "select": "Count" })).await.body, json!({ "count": 3 }));
    let none = json!({ "filters": [{ "name": "name", "type": "String", "operator": "EQ", "values": [] }] });
    assert_eq!(local.admin.post(path, none).await.outcome(), "400 invalid.input.filter.without.value");
    let reply = local.admin.post(path, json!({ "filters": [], "pageSize": 201 })).await;
    assert_eq!(
        (reply.outcome().as_str(), reply.message()),
        ("400 invalid.input.int.value.too.high", "pageSize must be 1 to 200; it is 201")
    );
}
