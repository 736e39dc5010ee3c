use serde_json::json;

use super::{super::record, KINDS};
use crate::harness::Local;

#[tokio::test]
async fn a_configured_kind_is_removed_once() {
    let local = Local::start().await;
    for kind in KINDS {
        let path = format!("/api/v2/identityproviders/{kind}");
        local.admin.put(&path, record()).await;
        let reply = local.admin.delete(&path).await;
        assert_eq!((reply.status, reply.body), (200, json!({})), "{kind}");
        assert_eq!(local.admin.get(&path).await.outcome(), "404 not.found", "{kind}");
        assert_eq!(local.admin.delete(&path).await.outcome(), "404 not.found", "{kind}");
    }
}

#[tokio::test]
async fn removing_the_own_login_switches_it_on_again() {
    let local = Local::start().await;
    let path = "/api/v2/identityproviders/purecloud";
    assert_eq!(local.admin.delete(path).await.status, 200);
    local.admin.put("/api/v2/identityproviders/okta", record()).await;
    local.admin.put(path, json!({ "name": "Ours", "disabled": true })).await;
    assert_eq!(local.admin.delete(path).await.status, 200);
    let read = local.admin.get(path).await.body;
    assert_eq!((&read["name"], &read["disabled"]), (&json!("PureCloud"), &json!(false)));
    assert_eq!(local.admin.delete("/api/v2/identityproviders/okta").await.status, 200);
}
