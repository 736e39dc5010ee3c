use serde_json::{Value, json};

use super::super::{changes, events, query};
use crate::harness::Local;

const PATH: &str = "/api/v2/audits/query/realtime";

#[tokio::test]
async fn pages_are_counted() {
    let local = Local::start().await;
    changes(&local).await;
    let all = events(&local, query(json!({}))).await;
    let first = local.admin.post(PATH, query(json!({ "pageSize": 2 }))).await;
    let expected = json!({ "entities": all[..2], "pageSize": 2, "pageNumber": 1, "total": 3, "pageCount": 2 });
    assert_eq!((first.status, first.body), (200, expected));
    let second = local.admin.post(PATH, query(json!({ "pageSize": 2, "pageNumber": 2 }))).await.body;
    assert_eq!(second["entities"], json!(all[2..]));
    let third = local.admin.post(PATH, query(json!({ "pageSize": 2, "pageNumber": 3 }))).await.body;
    assert_eq!((&third["entities"], &third["total"]), (&json!([]), &json!(3)));
}

#[tokio::test]
async fn a_log_longer_than_one_read_is_counted_whole() {
    let local = Local::start().await;
    let many = |draft: &mut postern_org::Draft<'_>| {
        for number in 0..2_500 {
            draft.log("Directory", "Update", ("User", &number.to_string(), ""), Vec::new());
        }
    };
    local.change(many).await;
    let sort = json!([{ "name": "Timestamp", "sortOrder": "ascending" }]);
    let page = local.admin.post(PATH, query(json!({ "pageSize": 100, "pageNumber": 11, "sort": sort }))).await.body;
    let ids: Vec<&Value> = page["entities"].as_array().unwrap().iter().map(|event| &event["entity"]["id"]).collect();
    assert_eq!((&page["total"], &page["pageCount"], ids[0], ids[99]), (&json!(2500), &json!(25), &json!("1000"), &json!("1099")));
}

#[tokio::test]
async fn people_are_named_when_asked_for() {
    let local = Local::start().await;
    let user = local.user("Ada", None).await;
    let person = postern_org::Actor { client: None, user: Some(user), address: "127.0.0.1".parse().unwrap() };
    local
        .change(|draft| {
            draft.circumstances.actor = Some(person);
            draft.log("Directory", "Update", ("User", &user.to_string(), "Ada"), Vec::new());
        })
        .await;
    let reply = local.admin.post(PATH, query(json!({}))).await.body;
    let uri = format!("/api/v2/users/{user}");
    assert_eq!(reply["entities"][0]["user"], json!({ "id": user, "selfUri": uri }));
    assert_eq!(reply["entities"][0]["entity"], json!({ "id": user, "name": "Ada", "selfUri": uri }));
    let named = local.admin.post(&format!("{PATH}?expand=user"), query(json!({}))).await.body;
    assert_eq!(named["entities"][0]["user"], json!({ "id": user, "name": "Ada", "selfUri": uri }));
}

#[tokio::test]
async fn a_page_that_is_none_is_refused() {
    let local = Local::start().await;
    let reply = local.admin.post(PATH, query(json!({ "pageSize": 0 }))).await;
    let text = "Value [0] is not valid for parameter [pageSize]. Allowable values are: 1 to 500";
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 invalid.query.param.value", text));
    assert_eq!(local.admin.post(PATH, query(json!({ "pageNumber": -1 }))).await.outcome(), "400 bad.request");
}
