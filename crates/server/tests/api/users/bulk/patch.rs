use serde_json::json;

use super::super::{made, names};
use crate::harness::Local;

#[tokio::test]
async fn several_people_are_edited_and_answered_on_one_page() {
    let local = Local::start().await;
    let (ada, bert) = (made(&local, "Ada").await, made(&local, "Bert").await);
    let lines = json!([{ "id": ada["id"], "acdAutoAnswer": true }, { "id": bert["id"], "acdAutoAnswer": false }]);
    let reply = local.admin.patch("/api/v2/users/bulk", lines).await;
    assert_eq!((reply.outcome().as_str(), names(&reply.body["entities"])), ("200", vec!["Ada", "Bert"]));
    assert_eq!((&reply.body["total"], &reply.body["pageCount"]), (&json!(2), &json!(1)));
    let answers: Vec<_> = reply.body["entities"].as_array().unwrap().iter().map(|user| user["acdAutoAnswer"].clone()).collect();
    assert_eq!(answers, [json!(true), json!(false)]);
}

#[tokio::test]
async fn one_unknown_person_undoes_all() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let reply = local.admin.patch("/api/v2/users/bulk", json!([{ "id": ada["id"], "acdAutoAnswer": true }, { "id": "x" }])).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 bad.request", "user `x` does not exist"));
    assert_eq!(local.admin.get(&super::super::at(&ada)).await.body, ada);
}

#[tokio::test]
async fn too_many_at_once_are_refused() {
    let local = Local::start().await;
    let lines: Vec<_> = (0..51).map(|_| json!({ "id": "x" })).collect();
    let reply = local.admin.patch("/api/v2/users/bulk", json!(lines)).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 max.directory.users", "at most 50 users at a time; there are 51"));
}
