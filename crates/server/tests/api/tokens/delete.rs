use postern_model::Reach;

use crate::harness::Local;

#[tokio::test]
async fn the_tokens_a_person_was_given_so_far_end() {
    let local = Local::start().await;
    let user = local.user("Ada", None).await;
    let reply = local.admin.delete(&format!("/api/v2/tokens/{user}")).await;
    assert_eq!((reply.outcome().as_str(), reply.body.is_null()), ("204", true));
    let organization = local.running.organization();
    assert!(organization.user(user).unwrap().tokens_from.is_some(), "tokens given before this moment are refused");
}

#[tokio::test]
async fn a_client_is_no_person_and_nobody_has_no_tokens() {
    let local = Local::start().await;
    for id in [local.admin.client_id.as_str(), "00000000-0000-4000-8000-000000000000", "%27%3B--", "x"] {
        assert_eq!(local.admin.delete(&format!("/api/v2/tokens/{id}")).await.outcome(), "404 not.found", "{id}");
    }
    assert_eq!(local.admin.get("/api/v2/date").await.outcome(), "200");
}

#[tokio::test]
async fn ending_tokens_of_people_needs_a_permission() {
    let local = Local::start().await;
    let user = local.user("Ada", None).await;
    let caller = local.caller(&["oauth:client:view"], Reach::All).await;
    assert_eq!(caller.delete(&format!("/api/v2/tokens/{user}")).await.outcome(), "403 missing.any.permissions");
}
