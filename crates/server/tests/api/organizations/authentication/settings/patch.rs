use serde_json::{Value, json};

use crate::harness::{Local, options};

const PATH: &str = "/api/v2/organizations/authentication/settings";

async fn refusal(local: &Local, body: Value) -> String {
    let reply = local.admin.patch(PATH, body).await;
    format!("{}: {}", reply.outcome(), reply.message())
}

#[tokio::test]
async fn what_is_left_out_stays() {
    let local = Local::start().await;
    let first = json!({
        "multifactorAuthenticationRequired": true, "domainAllowlistEnabled": true, "domainAllowlist": ["Genesys.com", "example.com"],
        "inactivityTimeoutExclusions": ["/api/v2/date"], "universalLogout": true, "tokenStorageLocation": "session",
        "passwordRequirements": { "minimumLength": 12, "expirationDays": 90 },
    });
    let reply = local.admin.patch(PATH, first.clone()).await;
    assert_eq!(reply.outcome(), "200");
    local
        .admin
        .patch(PATH, json!({ "domainAllowlist": [], "universalLogout": null, "passwordRequirements": { "minimumDigits": 2 } }))
        .await;
    let read = local.admin.get(PATH).await.body;
    let kept = [
        "multifactorAuthenticationRequired",
        "domainAllowlistEnabled",
        "inactivityTimeoutExclusions",
        "universalLogout",
        "tokenStorageLocation",
    ];
    kept.iter().for_each(|name| assert_eq!(read[name], first[name], "{name}"));
    assert_eq!(read["domainAllowlist"], json!([]));
    let rules = &read["passwordRequirements"];
    assert_eq!([&rules["minimumLength"], &rules["expirationDays"], &rules["minimumDigits"], &rules["minimumUpper"]], [12, 90, 2, 1]);
}

#[tokio::test]
async fn the_allowlist_must_hold_the_callers_own_address() {
    let local = Local::start().await;
    let outside = refusal(&local, json!({ "ipAddressAllowlist": ["203.0.113.0/24"] })).await;
    let text = "your own address 127.0.0.1 is not in the IP address allowlist; you would lock yourself out";
    assert_eq!(outside, format!("400 bad.request: {text}"));
    assert_eq!(local.admin.get(PATH).await.body["ipAddressAllowlist"], json!([]), "nothing was written");
    let networks = json!(["203.0.113.0/24", "127.0.0.0/8"]);
    assert_eq!(local.admin.patch(PATH, json!({ "ipAddressAllowlist": networks })).await.body["ipAddressAllowlist"], networks);
    assert_eq!(local.admin.patch(PATH, json!({ "ipAddressAllowlist": [] })).await.status, 200, "an empty list admits everybody");
}

#[tokio::test]
async fn the_allowlist_holds_at_most_150_networks_that_are_some() {
    let local = Local::start().await;
    let bad = refusal(&local, json!({ "ipAddressAllowlist": ["127.0.0.1", "office"] })).await;
    assert_eq!(bad, "400 bad.request: `office` is not an IP address or network such as `203.0.113.0/24`");
    let most = refusal(&local, json!({ "ipAddressAllowlist": vec!["127.0.0.1"; 150] })).await;
    assert_eq!(most, "200: ");
    let more = refusal(&local, json!({ "ipAddressAllowlist": vec!["127.0.0.1"; 151] })).await;
    assert_eq!(more, "400 bad.request: the IP address allowlist holds 151 networks; at most 150 are allowed");
}

#[tokio::test]
async fn whether_ipv6_networks_may_stand_in_the_allowlist_is_a_setting() {
    let body = json!({ "ipAddressAllowlist": ["127.0.0.1", "2001:db8::/32"] });
    assert_eq!(refusal(&Local::start().await, body.clone()).await, "200: ");
    let mut options = options();
    options.settings.push(("ip-allowlist.ipv6".to_owned(), "refuse".to_owned()));
    let text = "400 bad.request: `2001:db8::/32` is not an IP address or network such as `203.0.113.0/24`";
    assert_eq!(refusal(&Local::start_with(options).await, body).await, text);
}

#[tokio::test]
async fn password_rules_have_bounds() {
    let local = Local::start().await;
    let cases = [
        ("minimumLength", 7, "passwordRequirements.minimumLength must be at least 8"),
        ("minimumLength", 401, "passwordRequirements.minimumLength must be at most 400"),
        ("minimumDigits", 0, "passwordRequirements.minimumDigits must be at least 1"),
        ("minimumSpecials", -1, "passwordRequirements.minimumSpecials must be at least 1"),
        ("minimumLetters", -1, "passwordRequirements.minimumLetters must be at least 0"),
        ("expirationDays", -1, "passwordRequirements.expirationDays must be at least 0"),
        (
            "minimumUpper",
            398,
            "passwordRequirements.minimumLength must be possible to meet: the other requirements add up to 401 characters, a password may have 400",
        ),
    ];
    for (name, value, text) in cases {
        let said = refusal(&local, json!({ "passwordRequirements": { name: value } })).await;
        assert_eq!(said, format!("400 constraint.validation: {text}"));
    }
    assert_eq!(refusal(&local, json!({ "passwordRequirements": { "minimumLetters": 0, "minimumUpper": 397 } })).await, "200: ");
}

#[tokio::test]
async fn too_many_exclusions_have_their_own_code() {
    let local = Local::start().await;
    assert_eq!(refusal(&local, json!({ "inactivityTimeoutExclusions": vec!["/api/v2/date"; 100] })).await, "200: ");
    let more = refusal(&local, json!({ "inactivityTimeoutExclusions": vec!["/api/v2/date"; 101] })).await;
    assert_eq!(more, "400 api.exclusion.list.limit.exceeded: `inactivityTimeoutExclusions` holds 101 entries; at most 100 are allowed");
}

#[tokio::test]
async fn what_is_no_setting_is_refused() {
    let local = Local::start().await;
    assert!(refusal(&local, json!({ "ssoOnly": true })).await.starts_with("400 invalid.property: "));
    assert!(refusal(&local, json!({ "tokenStorageLocation": "cookie" })).await.starts_with("400 invalid.value: "));
    assert!(refusal(&local, json!({ "passwordRequirements": { "minimumEmoji": 1 } })).await.starts_with("400 invalid.property: "));
}
