use postern_model::Reach;

use crate::harness::Local;

#[tokio::test]
async fn every_scope_is_listed_with_a_description_and_no_permission_is_needed() {
    let local = Local::start().await;
    let caller = local.caller(&["routing:queue:view"], Reach::All).await;
    let reply = caller.get("/api/v2/oauth/scopes").await;
    assert_eq!(reply.outcome(), "200");
    let entities = reply.body["entities"].as_array().unwrap();
    assert_eq!((reply.body["total"].as_u64(), entities.len()), (Some(130), 130));
    assert_eq!(reply.body["selfUri"], "/api/v2/oauth/scopes");
    let ids: Vec<_> = entities.iter().map(|scope| scope["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"routing") && ids.contains(&"routing:readonly") && ids.is_sorted());
    assert!(entities.iter().all(|scope| scope["description"].as_str().is_some_and(|text| !text.is_empty())));
}
