use postern_model::Reach;
use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn anybody_with_a_token_reads_the_organization() {
    let local = Local::start().await;
    let reply = local.caller(&[], Reach::All).await.get("/api/v2/organizations/me").await;
    let expected = json!({
        "id": local.running.organization_id, "name": "Local organization", "defaultLanguage": "en-us", "defaultCountryCode": "US",
        "thirdPartyOrgName": "local", "thirdPartyURI": "", "domain": "local.example", "version": 1, "state": "active",
        "defaultSiteId": reply.body["defaultSiteId"], "supportURI": "", "voicemailEnabled": false, "productPlatform": "PureCloud",
        "features": {
            "realtimeCIC": false, "purecloud": true, "hipaa": false, "ucEnabled": true, "pci": false, "purecloudVoice": false,
            "xmppFederation": false, "chat": true, "informalPhotos": false, "directory": true, "contactCenter": true,
            "unifiedCommunications": true, "custserv": false,
        },
        "selfUri": "/api/v2/organizations/me",
    });
    assert_eq!((reply.status, reply.body), (200, expected));
}
