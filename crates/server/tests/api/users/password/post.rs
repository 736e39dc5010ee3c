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

#[tokio::test]
async fn a_password_of_late_does_not_come_again() {
    let local = Local::start().await;
    let path = format!("{}/password", at(&made(&local, "Ada").await));
    let set = async |number: u32| {
        let reply = local.admin.post(&path, json!({ "newPassword": format!("Password-number-{number}") })).await;
        (reply.outcome(), reply.message().to_owned())
    };
    for number in 1..=6 {
        assert_eq!(set(number).await.0, "204");
    }
    let reused = ("400 password.reused".to_owned(), "the password must not be one of the last 5".to_owned());
    assert_eq!((set(6).await, set(2).await), (reused.clone(), reused));
    assert_eq!(set(1).await.0, "204", "that is long ago");
}

#[tokio::test]
async fn a_password_stays_for_its_least_age() {
    let local = Local::start().await;
    let path = format!("{}/password", at(&made(&local, "Ada").await));
    let rules = json!({ "passwordRequirements": { "minimumAgeSeconds": 600 } });
    assert_eq!(local.admin.patch("/api/v2/organizations/authentication/settings", rules).await.outcome(), "200");
    let first = local.admin.post(&path, json!({ "newPassword": "First-password-1" })).await;
    let second = local.admin.post(&path, json!({ "newPassword": "Second-password-2" })).await;
    assert_eq!((first.outcome(), second.outcome()), ("204".to_owned(), "400 password.too.young".to_owned()));
    assert_eq!(second.message(), "the password can be changed 600 seconds after the last change");
}

#[tokio::test]
async fn a_password_that_nobody_can_use_is_set_or_refused_by_the_setting() {
    for (value, outcome) in [("accept", "204"), ("refuse", "400 invalid.password")] {
        let mut options = crate::harness::options();
        options.settings.push(("sso.set-password".to_owned(), value.to_owned()));
        let local = Local::start_with(options).await;
        let path = format!("{}/password", at(&made(&local, "Ada").await));
        local.lock_down().await;
        assert_eq!(local.admin.post(&path, json!({ "newPassword": "First-password-1" })).await.outcome(), outcome);
    }
}
