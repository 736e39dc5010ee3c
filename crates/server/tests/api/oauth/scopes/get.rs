use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn a_scope_is_found_by_its_name() {
    let local = Local::start().await;
    let expected =
        |id: &str, description: &str| json!({ "id": id, "description": description, "selfUri": format!("/api/v2/oauth/scopes/{id}") });
    let read = async |path: &str| local.admin.get(&format!("/api/v2/oauth/scopes/{path}")).await;
    assert_eq!(read("routing").await.body, expected("routing", "View and change routing"));
    assert_eq!(read("user-basic-info").await.body, expected("user-basic-info", "View and change user basic info"));
    assert_eq!(read("routing:readonly").await.body, expected("routing:readonly", "View routing"));
    assert_eq!(read("routing%3Areadonly").await.body["id"], "routing:readonly");
    for unknown in ["routing:queue:read", "Routing", "openid", "%27%3B--", "..%2fclients"] {
        assert_eq!(read(unknown).await.outcome(), "404 not.found", "{unknown}");
    }
}
