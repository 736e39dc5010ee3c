use postern_model::Reach;
use serde_json::{Value, json};

use super::super::{changes, query};
use crate::harness::Local;

async fn submitted(local: &Local) -> String {
    let reply = local.admin.post("/api/v2/audits/query", query(json!({}))).await;
    format!("/api/v2/audits/query/{}/results", reply.body["id"].as_str().unwrap())
}

#[tokio::test]
async fn pages_follow_the_cursor_and_the_last_one_has_none() {
    let local = Local::start().await;
    changes(&local).await;
    let path = submitted(&local).await;
    let all = local.admin.get(&path).await.body;
    assert_eq!((&all["pageSize"], all.get("cursor")), (&json!(25), None));
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    for _ in 0..2 {
        let page = local.admin.get(&format!("{path}?pageSize=2&cursor={cursor}")).await.body;
        seen.extend(page["entities"].as_array().unwrap().clone());
        cursor = page["cursor"].as_str().unwrap_or_default().to_owned();
    }
    assert_eq!((Value::Array(seen), cursor.as_str()), (all["entities"].clone(), ""));
}

#[tokio::test]
async fn what_happens_after_the_submission_is_not_in_the_result() {
    let local = Local::start().await;
    let path = submitted(&local).await;
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    changes(&local).await;
    assert_eq!(local.admin.get(&path).await.body["entities"], json!([]));
}

#[tokio::test]
async fn a_cursor_or_page_size_that_is_none_is_refused() {
    let local = Local::start().await;
    let path = submitted(&local).await;
    let reply = local.admin.get(&format!("{path}?cursor=next")).await;
    let text = "Value [next] is not valid for parameter [cursor]. Allowable values are: the `cursor` of the page before";
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 invalid.query.param.value", text));
    let reply = local.admin.get(&format!("{path}?pageSize=501")).await;
    let text = "Value [501] is not valid for parameter [pageSize]. Allowable values are: 1 to 500";
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 invalid.query.param.value", text));
}

#[tokio::test]
async fn a_change_by_the_operator_is_the_systems() {
    let local = Local::start().await;
    local.change(|draft| draft.log("Directory", "Update", ("User", "7", "Seven"), Vec::new())).await;
    let event = local.admin.get(&submitted(&local).await).await.body["entities"][0].clone();
    assert_eq!((&event["level"], event.get("user"), event.get("client")), (&json!("SYSTEM"), None, None));
}

#[tokio::test]
async fn it_needs_the_permission_to_view_audits() {
    let local = Local::start().await;
    let path = submitted(&local).await;
    let nobody = local.caller(&["audits:interactionDetails:view"], Reach::All).await;
    assert_eq!(nobody.get(&path).await.outcome(), "403 missing.permissions");
}
