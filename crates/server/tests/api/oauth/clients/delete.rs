use serde_json::{Value, json};

use super::{but, code, made, path};
use crate::harness::{Caller, Local, options};

async fn inactive(local: &Local) -> Value {
    let client = made(&local.admin, code("app")).await;
    assert_eq!(local.admin.put(&path(&client), but(code("app"), json!({ "state": "inactive" }))).await.outcome(), "200");
    client
}

async fn move_clock(local: &Local, to: &str) {
    assert_eq!(local.admin.put("/postern/clock", json!({ "now": to })).await.status, 200);
}

/// The bootstrap client anew: its old token does not live for years.
async fn log_in(local: &Local) -> Caller {
    let founded = local.running.founded.clone().unwrap();
    Caller::log_in(&local.running.url, &founded.client_id.to_string(), &founded.client_secret).await
}

#[tokio::test]
async fn an_active_client_is_not_deleted() {
    let local = Local::start().await;
    let client = made(&local.admin, code("app")).await;
    let reply = local.admin.delete(&path(&client)).await;
    let text = "the client is active; set its state to inactive before deleting it";
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 cannot.delete.client", text));
    assert_eq!(local.admin.get(&path(&client)).await.outcome(), "200");
}

#[tokio::test]
async fn an_inactive_client_is_gone_at_once() {
    let local = Local::start().await;
    let client = inactive(&local).await;
    let reply = local.admin.delete(&path(&client)).await;
    assert_eq!((reply.outcome().as_str(), reply.body.is_null()), ("200", true));
    for _ in 0..2 {
        assert_eq!(local.admin.delete(&path(&client)).await.outcome(), "404 client.not.found");
    }
    assert_eq!(local.admin.get(&path(&client)).await.outcome(), "404 client.not.found");
    assert_eq!(local.admin.get("/api/v2/oauth/clients").await.body["total"], 1);
}

#[tokio::test]
async fn the_status_of_a_deletion_can_be_204() {
    let mut options = options();
    options.settings.push(("clients.delete-status".to_owned(), "204".to_owned()));
    let local = Local::start_with(options).await;
    let client = inactive(&local).await;
    assert_eq!(local.admin.delete(&path(&client)).await.outcome(), "204");
}

#[tokio::test]
async fn a_client_older_than_30_days_is_gone_a_week_later() {
    let local = Local::start().await;
    move_clock(&local, "2030-01-01T00:00:00Z").await;
    let local = Local { admin: log_in(&local).await, ..local };
    let client = inactive(&local).await;
    move_clock(&local, "2030-02-01T00:00:00Z").await;
    let admin = log_in(&local).await;
    assert_eq!(admin.delete(&path(&client)).await.outcome(), "200");
    let waiting = admin.get(&path(&client)).await.body;
    let due = waiting["dateToDelete"].as_str().unwrap();
    assert!(due.starts_with("2030-02-08T00:00:0") && due.ends_with('Z'), "{due}");
    assert_eq!(waiting["state"], "inactive");

    move_clock(&local, "2030-02-09T00:00:00Z").await;
    let admin = log_in(&local).await;
    assert_eq!(admin.get(&path(&client)).await.outcome(), "404 client.not.found");
}

#[tokio::test]
async fn without_a_grace_an_old_client_is_gone_at_once() {
    let mut options = options();
    options.settings.push(("clients.deletion-grace-days".to_owned(), "0".to_owned()));
    let local = Local::start_with(options).await;
    let client = inactive(&local).await;
    move_clock(&local, "2040-01-01T00:00:00Z").await;
    let admin = log_in(&local).await;
    assert_eq!(admin.delete(&path(&client)).await.outcome(), "200");
    assert_eq!(admin.get(&path(&client)).await.outcome(), "404 client.not.found");
}
