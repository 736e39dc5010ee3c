use postern_model::GrantType;
use postern_server::Options;
use postern_store::Location;
use serde_json::json;

use super::{Caller, Local, comparable, harness::options, saved, with_resources};

#[tokio::test]
async fn it_holds_no_hash_of_a_secret_or_a_password() {
    let local = Local::start_with(Options { demo: true, ..options() }).await;
    let organization = local.running.organization();
    let text = saved(&local).await.to_string();
    for client in organization.clients() {
        let hash: String = client.secret_hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(!text.contains(&hash), "{}", client.name);
    }
    assert!(!text.contains("argon2"));
    assert!(!text.contains(&local.running.founded.as_ref().unwrap().client_secret));
}

#[tokio::test]
async fn it_holds_what_is_known_around_the_state() {
    let local = Local::start().await;
    let (client, _) = local.client("machine", GrantType::ClientCredentials).await;
    let role = local.role("reader", &["routing:queue:view"]).await;
    let path = format!("/api/v2/authorization/roles/{}", uuid::Uuid::nil());
    assert_eq!(local.admin.get(&path).await.status, 404);
    let renamed = json!({ "name": "renamed", "permissionPolicies": [] });
    let renamed = local.admin.put(&format!("/api/v2/authorization/roles/{role}"), renamed).await;
    assert_eq!(renamed.outcome(), "200");

    let snapshot = saved(&local).await;
    let evidence: postern_model::Evidence = serde_json::from_value(snapshot["evidence"].clone()).unwrap();
    let source = json!({ "kind": "local", "host": local.running.url, "requests": 1 });
    assert_eq!((&snapshot["evidence"]["source"], evidence.window_days, evidence.unread.len()), (&source, 30, 0));
    let asked = evidence.usage.known().unwrap().iter().find(|usage| usage.template == "api/v2/authorization/roles/{roleId}").unwrap();
    assert_eq!((asked.method.as_str(), asked.requests, asked.status400, asked.accepted()), ("GET", 1, 1, 0));
    let change =
        evidence.audits.known().unwrap().iter().find(|event| event.entity == role.to_string() && event.action == "Update").unwrap();
    assert_eq!((change.service.as_str(), change.entity_type.as_str()), ("PeoplePermissions", "Role"));
    assert!(change.properties.contains(&"name".to_owned()), "{change:?}");
    let audits = serde_json::to_string(evidence.audits.known().unwrap()).unwrap();
    assert!(!audits.contains("renamed"), "no value of what changed: {audits}");
    let authorized = evidence.authorizations.known().unwrap().iter().find(|one| one.client == client.to_string()).unwrap();
    assert_eq!(authorized.state.as_deref(), Some("Authorized"));
    assert!(evidence.permissions.known().unwrap().contains(&"routing:queue:view".to_owned()));
    let refused = Caller::nobody(&local.running.url).get("/postern/snapshot?days=many").await;
    assert_eq!((refused.status, refused.message()), (400, "`days` is not a number of days"));
}

#[tokio::test]
async fn what_is_put_back_is_what_was_saved_and_tokens_go_on_working() {
    let local = Local::start().await;
    let queue = with_resources(&local).await;
    let before = saved(&local).await;
    let (client, secret) = local.client("later", GrantType::ClientCredentials).await;
    local.division("later").await;
    assert_eq!(local.admin.delete(&format!("/api/v2/routing/queues/{queue}")).await.status / 100, 2);
    assert_ne!(comparable(&saved(&local).await), comparable(&before));

    let put = Caller::nobody(&local.running.url).put("/postern/snapshot", before.clone()).await;
    assert_eq!((put.status, &put.body["secrets"]), (200, &json!([])), "{:?}", put.body);
    assert_eq!(put.body["organization"]["name"], "Local organization");
    assert_eq!(comparable(&saved(&local).await), comparable(&before));
    assert_eq!(local.admin.get(&format!("/api/v2/routing/queues/{queue}")).await.outcome(), "200");
    assert!(local.running.organization().client(client).is_none());
    let founded = local.running.founded.clone().unwrap();
    Caller::log_in(&local.running.url, &founded.client_id.to_string(), &founded.client_secret).await;
    drop(secret);
}

#[tokio::test]
async fn a_client_that_is_not_here_gets_a_secret_which_is_told_once() {
    let local = Local::start().await;
    let role = local.role("reader", &["routing:queue:view"]).await;
    let (client, _) = local.client("machine", GrantType::ClientCredentials).await;
    local.grant(postern_testkit::build::client_subject(client), role, postern_model::Reach::All).await;
    let before = saved(&local).await;
    local.change(|draft| draft.remove_client(client)).await;

    let nobody = Caller::nobody(&local.running.url);
    let put = nobody.put("/postern/snapshot", before.clone()).await;
    let [told] = &put.body["secrets"].as_array().unwrap()[..] else { panic!("one secret: {:?}", put.body) };
    assert_eq!((told["name"].as_str(), told["client_id"].as_str()), (Some("machine"), Some(client.to_string().as_str())));
    let machine = Caller::log_in(&local.running.url, &client.to_string(), told["client_secret"].as_str().unwrap()).await;
    assert_eq!(machine.get("/api/v2/routing/queues").await.outcome(), "200");
    assert_eq!(nobody.put("/postern/snapshot", before).await.body["secrets"], json!([]), "it is known here now");
    assert_eq!(machine.get("/api/v2/routing/queues").await.outcome(), "200");
}

#[tokio::test]
async fn what_is_no_snapshot_is_refused_and_nothing_changes() {
    let local = Local::start().await;
    let before = saved(&local).await;
    let nobody = Caller::nobody(&local.running.url);
    let mut homeless = before.clone();
    homeless["divisions"]["known"][0]["home"] = json!(false);
    let mut unknown = before.clone();
    unknown["grants"] = json!({ "unknown": "missing permission authorization:grant:view" });
    let mut newer = before.clone();
    newer["version"] = json!(2);
    let cases = [
        (json!({}), "the body is not a snapshot: missing field `version`"),
        (homeless, "the snapshot has no home division: one of `divisions` must have `home`"),
        (unknown, "the snapshot lacks `grants`, so the organization cannot be run: missing permission authorization:grant:view"),
        (newer, "the snapshot has version 2; this version of Postern reads version 1"),
    ];
    for (body, expected) in cases {
        let reply = nobody.put("/postern/snapshot", body).await;
        assert_eq!(reply.status, 400);
        assert!(reply.message().starts_with(expected), "{}", reply.message());
    }
    assert_eq!(comparable(&saved(&local).await), comparable(&before));
}

#[tokio::test]
async fn an_organization_that_was_put_back_is_there_after_a_restart() {
    let folder = std::env::temp_dir().join(format!("postern-files-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let store = Location::Sqlite(folder.join("postern.db"));
    let local = Local::start_with(Options { store: store.clone(), ..options() }).await;
    let before = saved(&local).await;
    // Of another organization, id and all.
    let other = saved(&Local::start_with(Options { demo: true, ..options() }).await).await;
    let nobody = Caller::nobody(&local.running.url);
    assert_eq!(nobody.put("/postern/snapshot", other.clone()).await.status, 200);
    let put = comparable(&saved(&local).await);
    assert_eq!(put, comparable(&other));
    assert_ne!(put["organization"]["id"], before["organization"]["id"]);
    local.running.stop().await;
    let again = postern_server::start(Options { store, ..options() }).await.unwrap();
    let after = Caller::nobody(&again.url).get("/postern/snapshot").await.body;
    assert_eq!(comparable(&after), put);
    again.stop().await;
    std::fs::remove_dir_all(folder).unwrap();
}
