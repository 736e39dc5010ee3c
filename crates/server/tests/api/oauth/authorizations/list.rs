use crate::harness::Local;

#[tokio::test]
async fn every_client_of_the_organization_is_authorized() {
    let local = Local::start().await;
    local.client("second", postern_model::GrantType::Code).await;
    let reply = local.admin.get("/api/v2/oauth/authorizations").await;
    assert_eq!((reply.outcome().as_str(), reply.body["total"].as_u64()), ("200", Some(2)));
    let entities = reply.body["entities"].as_array().unwrap();
    assert!(entities.iter().all(|one| one["state"] == "Authorized" && one["pending"] == false));
    assert!(entities.iter().any(|one| one["client"]["id"] == local.admin.client_id.as_str()));
}
