use crate::harness::Local;

#[tokio::test]
async fn the_home_division_needs_a_token_and_no_permission() {
    let local = Local::start().await;
    let reply = local.caller(&["routing:queue:view"], postern_model::Reach::All).await.get("/api/v2/authorization/divisions/home").await;
    assert_eq!(reply.outcome(), "200");
    assert_eq!(reply.body["homeDivision"], true);
}
