use postern_model::Reach;
use serde_json::json;

use super::{admin_role, but, client_manager, code, machine, made, path};
use crate::harness::{Caller, Local, options};

#[tokio::test]
async fn a_put_replaces_everything_and_clears_what_it_leaves_out() {
    let local = Local::start().await;
    let role = admin_role(&local);
    let body = but(
        machine("ci", role, "*"),
        json!({ "description": "d", "accessTokenValiditySeconds": 600, "registeredRedirectUri": ["https://a"] }),
    );
    let client = made(&local.admin, body).await;
    let reply = local.admin.put(&path(&client), json!({ "name": "app", "authorizedGrantType": "CODE", "scope": ["oauth"] })).await;
    assert_eq!(reply.outcome(), "200");
    let now = &reply.body;
    assert_eq!((&now["roleDivisions"], &now["registeredRedirectUri"], now.get("description")), (&json!([]), &json!([]), None));
    assert_eq!((&now["accessTokenValiditySeconds"], &now["scope"], &now["name"]), (&json!(86_400), &json!(["oauth"]), &json!("app")));
    assert_eq!((&now["dateCreated"], &now["id"]), (&client["dateCreated"], &client["id"]));
    assert_eq!(&local.admin.get(&path(&client)).await.body, now);
    let id = client["id"].as_str().unwrap();
    assert!(local.running.organization().grants(super::subject(id).id).is_none(), "its roles are its grants");
}

#[tokio::test]
async fn the_roles_of_a_client_are_its_grants_wherever_they_were_given() {
    let local = Local::start().await;
    let client = made(&local.admin, machine("ci", admin_role(&local), "*")).await;
    let role = local.role("Extra", &["routing:queue:view"]).await;
    local.grant(super::subject(client["id"].as_str().unwrap()), role, Reach::All).await;
    let read = local.admin.get(&path(&client)).await.body;
    assert!(read["roleDivisions"].as_array().unwrap().contains(&json!({ "roleId": role, "divisionId": "*" })));
}

#[tokio::test]
async fn a_disabled_client_loses_its_tokens_and_cannot_be_edited() {
    let local = Local::start().await;
    let role = admin_role(&local);
    let client = made(&local.admin, machine("ci", role, "*")).await;
    let (id, secret) = (client["id"].as_str().unwrap(), client["secret"].as_str().unwrap());
    let caller = Caller::log_in(&local.running.url, id, secret).await;
    let reply = local.admin.put(&path(&client), but(machine("ci", role, "*"), json!({ "state": "disabled" }))).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["state"]), ("200", &json!("disabled")));
    assert_eq!(caller.get("/api/v2/date").await.outcome(), "401 bad.credentials");
    let reply = local.admin.put(&path(&client), machine("ci", role, "*")).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 bad.client.state", "the client is disabled; it cannot be edited"));
}

#[tokio::test]
async fn tokens_of_an_inactive_client_stay_good_unless_the_setting_says_otherwise() {
    for (setting, outcome) in [("keep", "200"), ("refuse", "401 bad.credentials")] {
        let mut options = options();
        options.settings.push(("clients.inactive-tokens".to_owned(), setting.to_owned()));
        let local = Local::start_with(options).await;
        let role = admin_role(&local);
        let client = made(&local.admin, machine("ci", role, "*")).await;
        let caller = Caller::log_in(&local.running.url, client["id"].as_str().unwrap(), client["secret"].as_str().unwrap()).await;
        let reply = local.admin.put(&path(&client), but(machine("ci", role, "*"), json!({ "state": "inactive" }))).await;
        assert_eq!(reply.outcome(), "200");
        assert_eq!(caller.get("/api/v2/date").await.outcome(), outcome, "{setting}");
    }
}

#[tokio::test]
async fn an_editor_needs_the_roles_the_client_has_and_those_it_gets() {
    let local = Local::start().await;
    let (mine, other) = (local.role("Mine", &["routing:queue:view"]).await, local.role("Other", &["routing:queue:add"]).await);
    let caller = client_manager(&local, mine, Reach::All).await;
    let client = made(&caller, machine("ci", mine, "*")).await;
    assert_eq!(caller.put(&path(&client), machine("renamed", mine, "*")).await.outcome(), "200");

    let text = "role `Other` in all divisions: a client's roles must be held by whoever creates or edits it";
    let reply = caller.put(&path(&client), machine("ci", other, "*")).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 bad.client.role", text));

    local.grant(super::subject(client["id"].as_str().unwrap()), other, Reach::All).await;
    let reply = caller.put(&path(&client), machine("ci", mine, "*")).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 bad.client.role", text), "not even to take it away");
}

#[tokio::test]
async fn a_put_is_checked_like_a_create() {
    let local = Local::start().await;
    let client = made(&local.admin, code("app")).await;
    let refused = async |changes| local.admin.put(&path(&client), but(code("app"), changes)).await.outcome();
    assert_eq!(refused(json!({ "authorizedGrantType": null })).await, "400 grant.type.required");
    assert_eq!(refused(json!({ "authorizedGrantType": "MAGIC" })).await, "400 bad.grant.type");
    assert_eq!(refused(json!({ "scope": [] })).await, "400 missing.client.scope");
    assert_eq!(refused(json!({ "authorizedGrantType": "CLIENT-CREDENTIALS" })).await, "400 missing.client.roles");
    assert_eq!(refused(json!({ "scope": ["nonsense"] })).await, "400 bad.request", "PUT declares no code of its own for it");
    assert_eq!(refused(json!({ "accessTokenValiditySeconds": 1 })).await, "400 constraint.validation");
    assert_eq!(refused(json!({ "name": "" })).await, "400 constraint.validation");
    assert_eq!(local.admin.get(&path(&client)).await.body["name"], "app", "a refused write changes nothing");
}

#[tokio::test]
async fn a_client_that_is_not_there_is_not_made() {
    let local = Local::start().await;
    let gone = "/api/v2/oauth/clients/00000000-0000-4000-8000-000000000000";
    assert_eq!(local.admin.put(gone, code("app")).await.outcome(), "404 client.not.found");
    assert_eq!(local.admin.put("/api/v2/oauth/clients/%27%3B--", code("app")).await.outcome(), "404 not.found");
}
