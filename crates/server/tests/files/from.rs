use std::sync::Arc;

use postern_server::{Filling, Options, StartError};
use postern_store::Location;

use super::{Caller, Local, comparable, harness::options, saved, snapshot, with_resources};

#[tokio::test]
async fn the_demo_saved_and_made_again_is_the_demo() {
    let demo = Local::start_with(Options { demo: true, ..options() }).await;
    with_resources(&demo).await;
    let policy = serde_json::json!({ "mode": "report", "people": "saml-only" });
    assert_eq!(Caller::nobody(&demo.running.url).put("/postern/policy", policy).await.status, 200);
    assert_eq!(demo.admin.delete("/api/v2/tokens/me").await.status, 200);
    let before = saved(&demo).await;

    let filling = Some(Filling::Snapshot(Arc::new(snapshot(&before))));
    let again = Local::start_with(Options { filling, test_idp: true, ..options() }).await;
    let after = saved(&again).await;
    assert_eq!(comparable(&after), comparable(&before));
    let resources = |saved: &serde_json::Value| saved["resources"]["known"].as_object().unwrap().len();
    assert_eq!((resources(&after), resources(&before) > 2), (resources(&before), true), "two made here, beside what comes with every one");
    assert_eq!(again.running.organization_id, demo.running.organization_id);

    // The clients are the same with other secrets; the one to begin with is an administrator that can come in.
    let told = again.running.filled.as_ref().unwrap();
    assert_eq!(told.len(), demo.running.organization().clients().count());
    let founded = again.running.founded.as_ref().unwrap();
    assert_eq!(again.running.organization().client(founded.client_id).unwrap().name, "Legacy CRM sync", "the oldest administrator");
    assert_ne!(founded.client_secret, demo.running.founded.as_ref().unwrap().client_secret);
    assert_eq!(again.admin.get("/api/v2/organizations/me").await.outcome(), "200");
    let pipeline = told.iter().find(|secret| secret.name == "Terraform pipeline").unwrap();
    let pipeline = Caller::log_in(&again.running.url, &pipeline.client_id.to_string(), &pipeline.client_secret).await;
    assert_eq!(pipeline.get("/api/v2/routing/queues").await.outcome(), "200");
}

#[tokio::test]
async fn a_store_that_holds_an_organization_is_not_filled() {
    let folder = std::env::temp_dir().join(format!("postern-occupied-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let store = Location::Sqlite(folder.join("postern.db"));
    let local = Local::start_with(Options { store: store.clone(), ..options() }).await;
    let before = saved(&local).await;
    local.running.stop().await;
    let filling = Some(Filling::Snapshot(Arc::new(snapshot(&before))));
    let refused = postern_server::start(Options { store: store.clone(), filling, ..options() }).await.err().unwrap();
    assert!(matches!(&refused, StartError::Occupied(name) if name == "Local organization"), "{refused}");
    let again = postern_server::start(Options { store, ..options() }).await.unwrap();
    assert_eq!(comparable(&Caller::nobody(&again.url).get("/postern/snapshot").await.body), comparable(&before));
    again.stop().await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_snapshot_that_cannot_be_run_is_refused_before_anything_is_made() {
    let mut saved = saved(&Local::start().await).await;
    saved["users"]["known"][0]["division"] = "1c1ac8a0-0000-4000-8000-000000000001".into();
    let folder = std::env::temp_dir().join(format!("postern-untouched-{}", std::process::id()));
    let store = Location::Sqlite(folder.join("postern.db"));
    let filling = Some(Filling::Snapshot(Arc::new(snapshot(&saved))));
    let refused = postern_server::start(Options { store, filling, ..options() }).await.err().unwrap();
    let id = saved["users"]["known"][0]["id"].as_str().unwrap();
    let expected = format!("user `{id}` is in division `1c1ac8a0-0000-4000-8000-000000000001`, which the snapshot does not have");
    assert_eq!(refused.to_string(), expected);
    assert!(!folder.exists());
}
