use serde_json::json;

use super::record;
use crate::harness::Local;

#[tokio::test]
async fn every_provider_but_the_own_login_is_listed() {
    let local = Local::start().await;
    local.admin.put("/api/v2/identityproviders/purecloud", json!({ "disabled": false })).await;
    let empty = local.admin.get("/api/v2/identityproviders").await;
    let expected = json!({
        "entities": [], "pageSize": 30, "pageNumber": 1, "total": 0, "pageCount": 0,
        "firstUri": "/api/v2/identityproviders?pageSize=30&pageNumber=1", "lastUri": "/api/v2/identityproviders?pageSize=30&pageNumber=1",
        "selfUri": "/api/v2/identityproviders?pageSize=30&pageNumber=1",
    });
    assert_eq!((empty.status, empty.body), (200, expected));
    let custom = local.admin.post("/api/v2/identityproviders", record()).await.body;
    local.admin.put("/api/v2/identityproviders/okta", record()).await;
    let listing = local.admin.get("/api/v2/identityproviders").await.body;
    assert_eq!(listing["total"], 2);
    assert_eq!(listing["entities"], json!([custom, local.admin.get("/api/v2/identityproviders/okta").await.body]));
}
