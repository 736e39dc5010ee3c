use serde_json::json;

use super::KINDS;
use crate::harness::Local;

#[tokio::test]
async fn a_kind_that_was_never_configured_is_not_found() {
    let local = Local::start().await;
    for kind in KINDS {
        assert_eq!(local.admin.get(&format!("/api/v2/identityproviders/{kind}")).await.outcome(), "404 not.found", "{kind}");
    }
}

#[tokio::test]
async fn the_own_login_is_always_there() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/identityproviders/purecloud").await;
    let expected = json!({ "id": "purecloud", "name": "PureCloud", "disabled": false, "selfUri": "/api/v2/identityproviders/purecloud" });
    assert_eq!((reply.status, reply.body), (200, expected));
}
