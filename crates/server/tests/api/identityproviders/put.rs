use postern_org::demo::certificates::{GENERIC, OKTA};
use serde_json::json;

use super::{record, with};
use crate::harness::Local;

#[tokio::test]
async fn the_record_is_replaced() {
    let local = Local::start().await;
    let id = local.admin.post("/api/v2/identityproviders", with(json!({ "logoImageData": "PHN2Zy8+" }))).await.body["id"].clone();
    let path = format!("/api/v2/identityproviders/{}", id.as_str().unwrap());
    let body =
        json!({ "name": "Other", "issuerURI": "urn:other", "ssoTargetURI": "HTTPS://other.example", "certificates": [OKTA, GENERIC] });
    let mut expected = body.clone();
    (expected["id"], expected["selfUri"], expected["disabled"]) = (id.clone(), path.clone().into(), false.into());
    assert_eq!(local.admin.put(&path, body).await.body, expected);
    assert_eq!(local.admin.get(&path).await.body, expected);
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_not_made() {
    let local = Local::start().await;
    let reply = local.admin.put("/api/v2/identityproviders/7b6a2a10-0000-4000-8000-000000000000", record()).await;
    assert_eq!(reply.outcome(), "404 not.found");
}
