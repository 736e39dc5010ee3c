use postern_model::Reach;

use super::super::{admin_role, client_manager, code, machine, made, path, subject};
use crate::harness::{Caller, Local, options};

#[tokio::test]
async fn a_new_secret_replaces_the_old_one_at_once_and_tokens_stay_good() {
    let local = Local::start().await;
    let client = made(&local.admin, machine("ci", admin_role(&local), "*")).await;
    let (id, old) = (client["id"].as_str().unwrap(), client["secret"].as_str().unwrap());
    let caller = Caller::log_in(&local.running.url, id, old).await;
    let reply = local.admin.ask("POST", &format!("{}/secret", path(&client)), None).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["id"]), ("200", &client["id"]));
    let new = reply.body["secret"].as_str().unwrap();
    assert_ne!(old, new);
    assert_eq!(caller.get("/api/v2/date").await.outcome(), "200");
    Caller::log_in(&local.running.url, id, new).await;
    let organization = local.running.organization();
    let client = organization.client(postern_model::Id::parse(id).unwrap()).unwrap();
    assert!(!serde_json::to_string(client).unwrap().contains(new), "a secret is not stored");
    let answer = refused_login(&local, id, old).await;
    assert_eq!(answer, "authentication failed");
}

async fn refused_login(local: &Local, id: &str, secret: &str) -> String {
    let request = reqwest::Client::new().post(format!("{}/oauth/token", local.running.url)).basic_auth(id, Some(secret));
    let request = request.header("content-type", "application/x-www-form-urlencoded").body("grant_type=client_credentials");
    let body: serde_json::Value = request.send().await.unwrap().json().await.unwrap();
    body["error_description"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn rotation_can_end_the_tokens_given_before() {
    let mut options = options();
    options.settings.push(("clients.rotation-revokes".to_owned(), "yes".to_owned()));
    let local = Local::start_with(options).await;
    let client = made(&local.admin, machine("ci", admin_role(&local), "*")).await;
    let id = client["id"].as_str().unwrap();
    let before = Caller::log_in(&local.running.url, id, client["secret"].as_str().unwrap()).await;
    let reply = local.admin.ask("POST", &format!("{}/secret", path(&client)), None).await;
    assert_eq!(before.get("/api/v2/date").await.outcome(), "401 bad.credentials");
    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    let after = Caller::log_in(&local.running.url, id, reply.body["secret"].as_str().unwrap()).await;
    assert_eq!(after.get("/api/v2/date").await.outcome(), "200");
}

#[tokio::test]
async fn rotating_needs_the_roles_of_the_client() {
    let local = Local::start().await;
    let (mine, niche) = (local.role("Mine", &["routing:queue:view"]).await, local.role("Niche", &["routing:queue:add"]).await);
    let caller = client_manager(&local, mine, Reach::All).await;
    let client = made(&caller, machine("ci", mine, "*")).await;
    let secret = format!("{}/secret", path(&client));
    assert_eq!(caller.ask("POST", &secret, None).await.outcome(), "200");
    local.grant(subject(client["id"].as_str().unwrap()), niche, Reach::All).await;
    let reply = caller.ask("POST", &secret, None).await;
    let text = "role `Niche` in all divisions: a client's roles must be held by whoever creates or edits it";
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 bad.client.role", text));
}

#[tokio::test]
async fn an_unknown_client_has_no_secret() {
    let local = Local::start().await;
    let gone = "/api/v2/oauth/clients/00000000-0000-4000-8000-000000000000/secret";
    assert_eq!(local.admin.ask("POST", gone, None).await.outcome(), "404 client.not.found");
    let client = made(&local.admin, code("app")).await;
    assert!(local.admin.ask("POST", &format!("{}/secret", path(&client)), None).await.body["secret"].is_string(), "CODE clients too");
}
