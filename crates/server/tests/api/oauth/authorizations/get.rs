use crate::harness::Local;

#[tokio::test]
async fn an_authorization_shows_the_client_its_scopes_and_its_roles() {
    let local = Local::start().await;
    let path = format!("/api/v2/oauth/authorizations/{}", local.admin.client_id);
    let reply = local.admin.get(&path).await;
    assert_eq!(reply.outcome(), "200");
    let admin = local.running.organization().default_role("admin").unwrap().id;
    let client = local.admin.get(&format!("/api/v2/oauth/clients/{}", local.admin.client_id)).await.body;
    let expected = serde_json::json!({
        "client": client, "scope": [], "roles": [admin], "dateCreated": client["dateCreated"], "dateModified": client["dateModified"],
        "pending": false, "state": "Authorized", "selfUri": path,
    });
    assert_eq!(reply.body, expected);
}

#[tokio::test]
async fn an_unknown_client_has_no_authorization() {
    let local = Local::start().await;
    for id in ["00000000-0000-4000-8000-000000000000", "%27%3B--"] {
        assert_eq!(local.admin.get(&format!("/api/v2/oauth/authorizations/{id}")).await.outcome(), "404 not.found");
    }
}
