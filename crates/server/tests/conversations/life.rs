//! A conversation to record: clients, a role, a person, with secrets wherever secrets can be.

use std::path::{Path, PathBuf};

use postern_server::Options;
use serde_json::json;

use crate::{
    harness::{Caller, Local, options},
    replay::new_file,
};

pub const PASSWORD: &str = "Correct-Horse-7-Battery";
pub const WRONG: &str = "a-secret-that-is-wrong";

/// A recording with the secrets that must not stand in it.
pub struct Recorded {
    pub path: PathBuf,
    pub secrets: Vec<String>,
}

pub async fn start(path: &Path) -> Local {
    Local::start_with(Options { record: Some(path.to_owned()), ..options() }).await
}

/// Holds the conversation.
pub async fn recorded() -> Recorded {
    let path = new_file();
    let local = start(&path).await;
    let (admin, url) = (&local.admin, &local.running.url);
    assert_eq!(admin.post("/api/v2/authorization/roles", json!({ "name": "Reader", "permissionPolicies": [] })).await.status, 200);
    // Nobody gives what they do not hold.
    let role = admin.get("/api/v2/authorization/roles?name=admin").await.body["entities"][0]["id"].as_str().unwrap().to_owned();
    let division = admin.get("/api/v2/authorization/divisions/home").await.body["id"].as_str().unwrap().to_owned();
    let client = json!({
        "name": "Back end", "authorizedGrantType": "CLIENT-CREDENTIALS", "accessTokenValiditySeconds": 3600,
        "roleDivisions": [{ "roleId": role, "divisionId": division }],
    });
    let client = admin.post("/api/v2/oauth/clients", client).await.body;
    let (id, secret) = (client["id"].as_str().unwrap().to_owned(), client["secret"].as_str().unwrap().to_owned());
    let back_end = Caller::log_in(url, &id, &secret).await;
    assert_eq!(back_end.get("/api/v2/users?pageSize=5").await.status, 200);
    let rotated = admin.post(&format!("/api/v2/oauth/clients/{id}/secret"), json!({})).await.body;
    let rotated = rotated["secret"].as_str().unwrap().to_owned();
    let again = Caller::log_in(url, &id, &rotated).await;
    assert_eq!(again.delete("/api/v2/tokens/me").await.status, 200);
    assert_eq!(again.get("/api/v2/date").await.status, 401);

    let user = admin.post("/api/v2/users", json!({ "name": "Ada Quayle", "email": "ada@local.example", "password": PASSWORD })).await.body;
    let user = user["id"].as_str().unwrap().to_owned();
    admin.post(&format!("/api/v2/users/{user}/password"), json!({ "newPassword": format!("{PASSWORD}!") })).await;
    // A secret where no key says that it is one.
    admin.patch(&format!("/api/v2/users/{user}"), json!({ "version": 1, "title": format!("keeps {rotated} under the mat") })).await;
    let wrong = reqwest::Client::new().post(format!("{url}/oauth/token")).basic_auth(&id, Some(WRONG));
    let form = "application/x-www-form-urlencoded";
    let wrong = wrong.header("content-type", form).body("grant_type=client_credentials").send().await.unwrap();
    assert_eq!(wrong.status(), 400);
    let by_form = format!("grant_type=client_credentials&client_id={id}&client_secret={rotated}");
    let by_form =
        reqwest::Client::new().post(format!("{url}/oauth/token")).header("content-type", form).body(by_form).send().await.unwrap();
    let by_form: serde_json::Value = by_form.json().await.unwrap();
    let third = Caller::with(url, by_form["access_token"].as_str().unwrap());
    assert_eq!(third.get("/api/v2/tokens/me").await.status, 200);
    assert_eq!(Caller::nobody(url).get("/api/v2/date").await.status, 401);
    assert_eq!(admin.raw("POST", "/api/v2/users", "application/json", b"{".to_vec()).await.status, 400);

    let founded = local.running.founded.clone().unwrap();
    let secrets = [secret, rotated, PASSWORD.to_owned(), WRONG.to_owned(), founded.client_secret];
    let tokens = [admin, &back_end, &again, &third].map(|caller| caller.token().to_owned());
    let secrets = secrets.into_iter().chain(tokens).collect();
    local.running.stop().await;
    Recorded { path, secrets }
}
