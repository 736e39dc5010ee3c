use serde_json::json;

use super::super::super::{changes, events, query};
use crate::harness::Local;

const PATH: &str = "/api/v2/audits/query/realtime/related";

#[tokio::test]
async fn events_of_one_change_are_related_and_those_of_others_are_not() {
    let local = Local::start().await;
    changes(&local).await;
    let both = |draft: &mut postern_org::Draft<'_>| {
        draft.log("Directory", "Update", ("User", "1", ""), Vec::new());
        draft.log("Directory", "Update", ("User", "2", ""), Vec::new());
    };
    local.change(both).await;
    let mut newest = events(&local, query(json!({}))).await;
    newest.truncate(2);
    newest.reverse();
    let reply = local.admin.post(PATH, json!({ "auditId": newest[1]["id"] })).await;
    assert_eq!((reply.status, reply.body), (200, json!({ "entities": newest })));
}

#[tokio::test]
async fn what_is_no_event_is_not_found() {
    let local = Local::start().await;
    changes(&local).await;
    let event = events(&local, query(json!({}))).await[0]["id"].clone();
    let bodies = [
        json!({ "auditId": "7b6a2a10-0000-4000-8000-000000000000" }),
        json!({ "auditId": "ffffffff-ffff-7fff-bfff-ffffffffffff" }),
        json!({ "auditId": "' OR 1=1 --" }),
        json!({ "auditId": event, "trustorOrgId": "7b6a2a10-0000-4000-8000-000000000000" }),
    ];
    for body in bodies {
        assert_eq!(local.admin.post(PATH, body).await.outcome(), "404 not.found");
    }
    assert_eq!(local.admin.post(PATH, json!({})).await.outcome(), "400 constraint.validation");
}
