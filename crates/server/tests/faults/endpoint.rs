//! `/postern/faults` itself.

use serde_json::json;

use crate::{DATE, FAULTS, Local, under};

#[tokio::test]
async fn rules_are_added_shown_and_removed() {
    let local = Local::start().await;
    assert_eq!(local.admin.get(FAULTS).await.body, json!({ "rules": [] }));
    let added = local.admin.post(FAULTS, json!({ "name": "first", "operations": ["get_date"], "answer": { "status": 500 } })).await;
    assert_eq!(added.status, 201);
    let second = local.admin.post(FAULTS, json!({ "delay": { "milliseconds": 1 }, "percent": 12.5 })).await.body;
    let mut expected =
        json!({ "name": "first", "operations": ["get_date"], "answer": { "status": 500 }, "hits": 0, "matched": 0, "spent": false });
    expected["id"] = added.body["id"].clone();
    assert_eq!(added.body, expected);
    assert_eq!(local.admin.get(FAULTS).await.body, json!({ "rules": [expected, second] }));

    local.admin.get(DATE).await;
    let first = format!("{FAULTS}/{}", added.body["id"].as_str().unwrap());
    assert_eq!(local.admin.get(&first).await.body["hits"], 1);
    assert_eq!(local.admin.delete(&first).await.status, 204);
    assert_eq!((local.admin.get(&first).await.status, local.admin.delete(&first).await.status), (404, 404));
    assert_eq!(local.admin.get(DATE).await.status, 200);
    assert_eq!(local.admin.delete(FAULTS).await.status, 204);
    assert_eq!(local.admin.get(FAULTS).await.body, json!({ "rules": [] }));
}

#[tokio::test]
async fn what_is_shown_can_be_put_back() {
    let local = under(json!([{ "count": 1, "answer": { "status": 500 } }])).await;
    assert_eq!(local.admin.get(DATE).await.status, 500);
    let shown = local.admin.get(FAULTS).await.body;
    assert_eq!(local.admin.put(FAULTS, shown).await.body["rules"][0]["hits"], 0);
    assert_eq!(local.admin.get(DATE).await.status, 500, "it starts anew");
}

#[tokio::test]
async fn a_wrong_rule_leaves_the_others_as_they_were() {
    let local = under(json!([{ "name": "kept", "answer": { "status": 500 } }])).await;
    let wrong = json!({ "rules": [{ "answer": { "status": 503 } }, { "answer": { "status": 1 } }] });
    assert_eq!(local.admin.put(FAULTS, wrong).await.status, 400);
    assert_eq!(local.admin.get(FAULTS).await.body["rules"][0]["name"], "kept");
}

#[tokio::test]
async fn a_page_elsewhere_cannot_reach_it() {
    let local = Local::start().await;
    let rule = json!({ "answer": { "status": 500 } });
    let reply = local.admin.ask_with("POST", FAULTS, &[("host", "evil.example")], Some(rule)).await;
    assert_eq!(reply.status, 403);
    assert_eq!(local.admin.get(FAULTS).await.body, json!({ "rules": [] }));
}

#[tokio::test]
async fn it_is_documented() {
    let local = Local::start().await;
    let paths = local.admin.get("/postern/openapi.json").await.body["paths"].clone();
    for (path, methods) in [(FAULTS, &["get", "put", "post", "delete"][..]), ("/postern/faults/{id}", &["get", "delete"])] {
        assert!(methods.iter().all(|method| paths[path][method].is_object()), "{path}");
    }
    assert!(paths[FAULTS]["post"]["requestBody"]["content"]["application/json"].is_object());
    assert!(paths["/postern/provider-record"]["post"]["requestBody"]["content"]["application/samlmetadata+xml"].is_object());
}
