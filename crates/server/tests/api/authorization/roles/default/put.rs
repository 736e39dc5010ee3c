use serde_json::json;

use crate::harness::Local;

const ROLES: &str = "/api/v2/authorization/roles";
const DEFAULT: &str = "/api/v2/authorization/roles/default";

#[tokio::test]
async fn listed_default_roles_get_back_what_they_ship_with_and_keep_their_names() {
    let local = Local::start().await;
    let role = local.admin.get(&format!("{ROLES}?defaultRoleId=trustedUser&userCount=true")).await.body["entities"][0].clone();
    let path = role["selfUri"].as_str().unwrap();
    local.admin.put(path, json!({ "name": "Ours", "permissions": ["group_creation"] })).await;
    let restored = local.admin.put(DEFAULT, json!([{ "id": role["id"] }])).await;
    assert_eq!((restored.outcome().as_str(), &restored.body["total"]), ("200", &json!(1)));
    let mut expected = role.clone();
    expected["name"] = json!("Ours");
    assert_eq!((&restored.body["entities"][0], local.admin.get(path).await.body), (&expected, expected.clone()));
}

#[tokio::test]
async fn what_is_no_default_role_is_refused_and_nothing_is_restored() {
    let local = Local::start().await;
    let custom = local.role("custom", &[]).await;
    let edited = local.admin.get(&format!("{ROLES}?defaultRoleId=user")).await.body["entities"][0].clone();
    local.admin.put(edited["selfUri"].as_str().unwrap(), json!({ "name": "User" })).await;
    let stranger = "00000000-0000-4000-8000-000000000000";
    let cases = [
        (json!([{ "id": edited["id"] }, { "id": custom }]), "role `custom` is not a default role".to_owned()),
        (json!([{ "id": stranger }]), format!("role `{stranger}` does not exist")),
        (json!([{ "id": "nonsense" }]), "role `nonsense` does not exist".to_owned()),
        (json!([{ "name": "admin" }]), "role [0] needs an `id`".to_owned()),
    ];
    for (body, message) in cases {
        let refused = local.admin.put(DEFAULT, body).await;
        assert_eq!((refused.outcome().as_str(), refused.message()), ("400 bad.request", message.as_str()));
    }
    assert_eq!(local.admin.get(edited["selfUri"].as_str().unwrap()).await.body["roleNeedsUpdate"], true);
}
