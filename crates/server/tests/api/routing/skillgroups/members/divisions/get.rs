use serde_json::json;

use super::{group, ids};
use crate::harness::Local;

#[tokio::test]
async fn a_new_group_looks_in_its_own_division() {
    let local = Local::start().await;
    let path = group(&local).await;
    let home = local.running.organization().home().to_string();
    let reply = local.admin.get(&path).await;
    assert_eq!(
        reply.body,
        json!({ "entities": [{ "id": home, "name": "Home", "selfUri": format!("/api/v2/authorization/divisions/{home}") }] })
    );
    assert_eq!(ids(&local, &path).await, [home]);
}
