use postern_model::Reach;
use serde_json::json;

use crate::harness::{Caller, Local, options};

async fn set_clock(local: &Local, seconds: i64) {
    let now = postern_model::Timestamp(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis() as i64).plus_seconds(seconds);
    assert_eq!(local.admin.put("/postern/clock", json!({ "now": now })).await.status, 200);
}

async fn time_out_after_five_minutes(local: &Local) {
    let body = json!({ "enableIdleTokenTimeout": true, "idleTokenTimeoutSeconds": 300 });
    assert_eq!(local.admin.put("/api/v2/tokens/timeout", body).await.outcome(), "200");
}

#[tokio::test]
async fn a_token_shows_its_client_and_its_organization_and_no_person() {
    let local = Local::start().await;
    let caller = local.caller(&["routing:queue:view"], Reach::All).await;
    let reply = caller.get("/api/v2/tokens/me?preserveIdleTTL=false").await;
    let organization = json!({ "id": local.running.organization_id, "name": "Local organization" });
    let client = local.admin.get(&format!("/api/v2/oauth/clients/{}", caller.client_id)).await.body;
    let expected = json!({
        "organization": organization, "homeOrganization": organization, "authorizedScope": [],
        "OAuthClient": {
            "id": caller.client_id, "name": "tester", "authorizedGrantType": "CLIENT-CREDENTIALS", "scope": [],
            "roleDivisions": client["roleDivisions"], "state": "active", "dateCreated": client["dateCreated"],
            "dateModified": client["dateModified"], "organization": organization,
        },
    });
    assert_eq!((reply.outcome().as_str(), &reply.body), ("200", &expected));
    assert_eq!(client["roleDivisions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_home_organization_can_be_left_out() {
    let mut options = options();
    options.settings.push(("tokens-me.home-organization".to_owned(), "omit".to_owned()));
    let local = Local::start_with(options).await;
    let info = local.admin.get("/api/v2/tokens/me").await.body;
    assert!(info.get("homeOrganization").is_none() && info["organization"]["id"].is_string());
}

#[tokio::test]
async fn a_token_that_idles_too_long_is_refused() {
    let local = Local::start().await;
    let caller = local.caller(&["routing:queue:view"], Reach::All).await;
    time_out_after_five_minutes(&local).await;
    set_clock(&local, 290).await;
    assert_eq!(caller.get("/api/v2/date").await.outcome(), "200");
    set_clock(&local, 580).await;
    assert_eq!(caller.get("/api/v2/date").await.outcome(), "200", "each use counts");
    assert_eq!(local.admin.get("/api/v2/date").await.outcome(), "401 bad.credentials", "each token for itself");
    set_clock(&local, 890).await;
    assert_eq!(caller.get("/api/v2/date").await.outcome(), "401 bad.credentials");
}

#[tokio::test]
async fn the_idle_time_can_be_read_without_resetting_it() {
    let local = Local::start().await;
    let caller = local.caller(&["routing:queue:view"], Reach::All).await;
    time_out_after_five_minutes(&local).await;
    let idles =
        async |query: &str| caller.get(&format!("/api/v2/tokens/me{query}")).await.body["dateTokenIdles"].as_str().map(str::to_owned);
    let first = idles("").await;
    set_clock(&local, 200).await;
    assert_eq!(idles("?preserveIdleTTL=true").await, first);
    assert_eq!(caller.get("/api/v2/oauth/scopes?preserveIdleTTL=true").await.outcome(), "200");
    assert!(idles("?preserveIdleTTL=true").await > first, "only this operation preserves");
    set_clock(&local, 490).await;
    assert_eq!(caller.get("/api/v2/tokens/me?preserveIdleTTL=true").await.outcome(), "200");
    set_clock(&local, 510).await;
    assert_eq!(caller.get("/api/v2/tokens/me").await.outcome(), "401 bad.credentials");
}

#[tokio::test]
async fn an_old_token_idles_from_when_the_timeout_is_switched_on() {
    let local = Local::start().await;
    let caller = local.caller(&["routing:queue:view"], Reach::All).await;
    set_clock(&local, 1800).await;
    time_out_after_five_minutes(&local).await;
    assert_eq!(caller.get("/api/v2/date").await.outcome(), "200");
    assert!(caller.get("/api/v2/tokens/me").await.body["dateTokenIdles"].is_string());
}

#[tokio::test]
async fn an_expired_token_is_refused() {
    let local = Local::start().await;
    let (id, secret) = local.client("short", postern_model::GrantType::ClientCredentials).await;
    let caller = Caller::log_in(&local.running.url, &id.to_string(), &secret).await;
    set_clock(&local, 3590).await;
    assert_eq!(caller.get("/api/v2/tokens/me").await.outcome(), "200");
    set_clock(&local, 3601).await;
    assert_eq!(caller.get("/api/v2/tokens/me").await.outcome(), "401 bad.credentials");
}
