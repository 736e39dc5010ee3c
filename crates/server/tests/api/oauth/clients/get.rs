use serde_json::{Value, json};

use super::{code, made, path};
use crate::harness::{Local, options};

#[tokio::test]
async fn a_client_reads_back_as_made_but_for_its_secret() {
    let local = Local::start().await;
    let mut client = made(&local.admin, code("app")).await;
    let read = local.admin.get(&path(&client)).await;
    assert_eq!(read.outcome(), "200");
    client.as_object_mut().unwrap().remove("secret");
    assert_eq!(read.body, client);
}

#[tokio::test]
async fn the_key_of_the_secret_can_stay_without_its_value() {
    for (setting, shown) in [("absent", None), ("null", Some(Value::Null)), ("empty", Some(json!("")))] {
        let mut options = options();
        options.settings.push(("clients.secret-on-read".to_owned(), setting.to_owned()));
        let local = Local::start_with(options).await;
        let client = made(&local.admin, code("app")).await;
        assert!(client["secret"].as_str().is_some_and(|secret| !secret.is_empty()), "creation shows it always");
        assert_eq!(local.admin.get(&path(&client)).await.body.get("secret"), shown.as_ref(), "{setting}");
        assert_eq!(local.admin.put(&path(&client), code("app")).await.body.get("secret"), shown.as_ref(), "{setting}");
        let listed = local.admin.get("/api/v2/oauth/clients").await.body;
        assert!(listed["entities"].as_array().unwrap().iter().all(|client| client.get("secret") == shown.as_ref()), "{setting}");
    }
}

#[tokio::test]
async fn a_client_that_is_not_there_is_named() {
    let local = Local::start().await;
    let id = "00000000-0000-4000-8000-000000000000";
    let reply = local.admin.get(&format!("/api/v2/oauth/clients/{id}")).await;
    assert_eq!(
        (reply.outcome().as_str(), reply.message()),
        ("404 client.not.found", format!("OAuth client `{id}` was not found").as_str())
    );
    for id in ["x", "1%20OR%201=1", "%2e%2e%2fsettings", "%27%3B--", &"9".repeat(10_000)] {
        assert_eq!(local.admin.get(&format!("/api/v2/oauth/clients/{id}")).await.outcome(), "404 not.found", "{id}");
    }
}
