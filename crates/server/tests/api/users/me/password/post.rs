use serde_json::json;

use super::super::super::{at, made};
use crate::harness::{Caller, Local};

const OLD: &str = "First-password-1";

/// A person with a password, and how they change it.
async fn ada(local: &Local) -> Caller {
    let user = made(local, "Ada").await;
    assert_eq!(local.admin.post(&format!("{}/password", at(&user)), json!({ "newPassword": OLD })).await.outcome(), "204");
    local.person(postern_model::Id::parse(user["id"].as_str().unwrap()).unwrap())
}

async fn change(ada: &Caller, old: &str, new: &str) -> (String, String) {
    let reply = ada.post("/api/v2/users/me/password", json!({ "oldPassword": old, "newPassword": new })).await;
    (reply.outcome(), reply.message().to_owned())
}

fn told(outcome: &str, message: &str) -> (String, String) {
    (outcome.to_owned(), message.to_owned())
}

#[tokio::test]
async fn a_person_who_knows_the_old_password_sets_a_new_one() {
    let local = Local::start().await;
    let ada = ada(&local).await;
    let wrong = told("400 invalid.old.password", "the old password is wrong");
    assert_eq!(change(&ada, "Other-password-1", "Second-password-2").await, wrong);
    assert_eq!(change(&ada, OLD, "Second-password-2").await, told("204", ""));
    assert_eq!(change(&ada, OLD, "Third-password-3").await, wrong);
}

#[tokio::test]
async fn the_new_password_obeys_the_rules() {
    let local = Local::start().await;
    let ada = ada(&local).await;
    assert_eq!(change(&ada, OLD, "short1A-").await, told("204", ""));
    let short = told("400 password.too.short", "the password must have at least 8 characters");
    assert_eq!(change(&ada, "short1A-", "x").await, short);
}

#[tokio::test]
async fn a_person_without_a_password_has_no_old_one() {
    let local = Local::start().await;
    let user = local.user("Ben", None).await;
    assert_eq!(change(&local.person(user), "", "Second-password-2").await.0, "400 invalid.old.password");
}

#[tokio::test]
async fn a_machine_has_no_password() {
    let local = Local::start().await;
    assert_eq!(change(&local.admin, OLD, OLD).await.0, "400 not.a.user");
}
