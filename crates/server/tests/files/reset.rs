use postern_model::GrantType;
use postern_server::Options;
use serde_json::json;

use super::{Caller, Local, comparable, harness::options, saved, with_resources};

#[tokio::test]
async fn everything_is_as_it_was_at_the_start_and_the_first_token_still_works() {
    let local = Local::start_with(Options { demo: true, ..options() }).await;
    let before = saved(&local).await;
    let queue = with_resources(&local).await;
    local.division("later").await;
    let user = local.user("Later", None).await;
    let (client, secret) = local.client("later", GrantType::Code).await;
    local.lock_down().await;
    let nobody = Caller::nobody(&local.running.url);
    let admin = &local.admin;
    assert_eq!(admin.patch("/api/v2/organizations/features/pci", json!({ "enabled": true })).await.status, 200);
    assert_ne!(comparable(&saved(&local).await), comparable(&before));

    let reset = nobody.ask("POST", "/postern/reset", None).await;
    assert_eq!((reset.status, reset.body["organization"]["name"].as_str()), (200, Some("Harbour Bank (demo)")));
    assert_eq!(comparable(&saved(&local).await), comparable(&before));
    assert_eq!(admin.get("/api/v2/organizations/me").await.outcome(), "200");
    assert_eq!(admin.get(&format!("/api/v2/routing/queues/{queue}")).await.outcome(), "404 not.found");
    assert_eq!(admin.get(&format!("/api/v2/users/{user}")).await.status, 404);
    assert!(local.running.organization().client(client).is_none());
    drop(secret);
    // And again: what is made after a reset goes with the next.
    with_resources(&local).await;
    assert_eq!(nobody.ask("POST", "/postern/reset", None).await.status, 200);
    assert_eq!(comparable(&saved(&local).await), comparable(&before));
}

#[tokio::test]
async fn a_replaced_secret_is_the_old_one_again_and_a_revoked_token_stays_revoked() {
    let local = Local::start().await;
    let founded = local.running.founded.clone().unwrap();
    let other = Caller::log_in(&local.running.url, &founded.client_id.to_string(), &founded.client_secret).await;
    assert_eq!(other.delete("/api/v2/tokens/me").await.status, 200);
    let rotated = local.admin.ask("POST", &format!("/api/v2/oauth/clients/{}/secret", founded.client_id), None).await;
    assert_eq!(rotated.status, 200, "{:?}", rotated.body);
    assert_eq!(Caller::nobody(&local.running.url).ask("POST", "/postern/reset", None).await.status, 200);
    assert_eq!(other.get("/api/v2/date").await.outcome(), "401 bad.credentials");
    let again = Caller::log_in(&local.running.url, &founded.client_id.to_string(), &founded.client_secret).await;
    assert_eq!(again.get("/api/v2/date").await.outcome(), "200");
    assert_eq!(local.admin.get("/api/v2/date").await.outcome(), "200");
}

#[tokio::test]
async fn people_who_signed_in_are_signed_out() {
    use postern_model::sign_in::{Hashed, Session};
    let local = Local::start().await;
    let user = local.user("Mira", None).await;
    local
        .change(|draft| {
            let id = Hashed::of(&[1; 32], "session", "cookie");
            let (began, until) = (draft.now(), draft.now().plus_seconds(3600));
            draft.keep(Session { id, user, signed_in: postern_model::SignedIn::Password, began, until, saml: None });
        })
        .await;
    assert_eq!(local.running.organization().all_kept::<Session>().count(), 1);
    assert_eq!(Caller::nobody(&local.running.url).ask("POST", "/postern/reset", None).await.status, 200);
    assert_eq!(local.running.organization().all_kept::<Session>().count(), 0);
}

#[tokio::test]
async fn a_reset_is_one_entry_of_the_audit_trail() {
    let local = Local::start().await;
    local.division("later").await;
    assert_eq!(Caller::nobody(&local.running.url).ask("POST", "/postern/reset", None).await.status, 200);
    let clock = Caller::nobody(&local.running.url).get("/postern/clock").await.body;
    let now = postern_model::Timestamp::parse(clock["now"].as_str().unwrap()).unwrap();
    let interval = format!("{}/{}", now.plus_seconds(-3600), now.plus_seconds(3600));
    let found = local.admin.post("/api/v2/audits/query/realtime", json!({ "interval": interval, "serviceName": "Organization" })).await;
    let entries = found.body["entities"].as_array().unwrap();
    let resets = entries.iter().filter(|entry| entry["action"] == "Reset" && entry["entityType"] == "PosternSnapshot");
    assert_eq!((found.status, resets.count()), (200, 1), "{:?}", found.body);
}
