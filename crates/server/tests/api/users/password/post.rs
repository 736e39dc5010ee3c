use serde_json::json;

use super::super::{at, made};
use crate::harness::Local;

#[tokio::test]
async fn a_password_is_judged_by_the_rules_of_the_organization() {
    let local = Local::start().await;
    let path = format!("{}/password", at(&made(&local, "Ada").await));
    let set = async |password: &str| {
        let reply = local.admin.post(&path, json!({ "newPassword": password })).await;
        (reply.outcome(), reply.message().to_owned())
    };
    assert_eq!(set("").await, ("400 password.empty".to_owned(), "the password must not be empty".to_owned()));
    assert_eq!(set("ab1!").await, ("400 password.too.short".to_owned(), "the password must have at least 8 characters".to_owned()));
    assert_eq!(set("Abcdefg!").await, ("400 password.not.enough.digits".to_owned(), "the password must have at least 1 digits".to_owned()));
    assert_eq!(set("Abcdefg1!").await, ("204".to_owned(), String::new()));
    let rules = json!({ "passwordRequirements": { "minimumLength": 10 } });
    assert_eq!(local.admin.patch("/api/v2/organizations/authentication/settings", rules).await.outcome(), "200");
    assert_eq!(set("Abcdefg1!").await, ("400 password.too.short".to_owned(), "the password must have at least 10 characters".to_owned()));
    let long = "Abcdefg1!".repeat(50);
    assert_eq!(set(&long).await, ("400 invalid.password".to_owned(), "the password must have at most 400 characters".to_owned()));
}

#[tokio::test]
async fn nobody_has_no_password() {
    let local = Local::start().await;
    let path = "/api/v2/users/00000000-0000-0000-0000-000000000000/password";
    assert_eq!(local.admin.post(path, json!({ "newPassword": "abcdefg1!" })).await.outcome(), "404 general.resource.not.found");
}
