use postern_model::Reach;
use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn a_fresh_organization_has_the_documented_password_rules_and_no_lists() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/organizations/authentication/settings").await;
    let expected = json!({
        "multifactorAuthenticationRequired": false, "domainAllowlistEnabled": false, "domainAllowlist": [], "ipAddressAllowlist": [],
        "passwordRequirements": {
            "minimumLength": 8, "minimumDigits": 1, "minimumLetters": 0, "minimumUpper": 1, "minimumLower": 1, "minimumSpecials": 1,
            "minimumAgeSeconds": 0, "expirationDays": 0,
        },
        "inactivityTimeoutExclusions": [], "universalLogout": false,
    });
    assert_eq!((reply.status, reply.body), (200, expected));
    let nobody = local.caller(&["directory:user:view"], Reach::All).await;
    assert_eq!(nobody.get("/api/v2/organizations/authentication/settings").await.outcome(), "403 missing.any.permissions");
}
