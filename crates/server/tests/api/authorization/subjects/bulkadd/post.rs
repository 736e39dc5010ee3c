use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use super::super::{PATH, UNKNOWN, division_aware, entry, grants, group, held};
use crate::harness::{Local, options};

#[tokio::test]
async fn grants_are_added_once_and_make_calls_pass() {
    let local = Local::start().await;
    let (id, secret) = local.client("pipeline", postern_model::GrantType::ClientCredentials).await;
    let role = local.role("Reader", &["authorization:role:view"]).await;
    let home = local.running.organization().home().to_string();
    let caller = crate::harness::Caller::log_in(&local.running.url, &id.to_string(), &secret).await;
    assert_eq!(caller.get("/api/v2/authorization/roles").await.outcome(), "403 missing.any.permissions");
    let path = format!("{PATH}/{id}/bulkadd?subjectType=PC_OAUTH_CLIENT");
    for _ in 0..2 {
        let reply = local.admin.post(&path, grants(&[(role, "*"), (role, &home), (role, "*")])).await;
        assert_eq!((reply.outcome().as_str(), reply.body.is_null()), ("204", true));
    }
    let listed = held(&local.admin.get(&format!("{PATH}/{id}")).await);
    assert_eq!(listed, [entry(id.uuid(), role, "*"), entry(id.uuid(), role, &home)]);
    assert_eq!(caller.get("/api/v2/authorization/roles").await.outcome(), "200");
}

#[tokio::test]
async fn the_subject_type_must_be_that_of_the_subject() {
    let local = Local::start().await;
    let crew = group(&local, "Crew", true, &[]).await;
    let body = grants(&[(local.role("Clerk", &["routing:queue:view"]).await, "*")]);
    let reply = local.admin.post(&format!("{PATH}/{crew}/bulkadd"), body.clone()).await;
    assert_eq!(reply.outcome(), "400 invalid.query.param.value");
    assert_eq!(
        reply.message(),
        format!("Value [PC_USER] is not valid for parameter [subjectType]. Allowable values are: PC_GROUP for subject `{crew}`")
    );
    let reply = local.admin.post(&format!("{PATH}/{crew}/bulkadd?subjectType=PC_TRUSTEE_USER"), body.clone()).await;
    assert_eq!(
        reply.message(),
        "Value [PC_TRUSTEE_USER] is not valid for parameter [subjectType]. Allowable values are: PC_GROUP, PC_USER, PC_OAUTH_CLIENT"
    );
    assert_eq!(local.admin.post(&format!("{PATH}/{crew}/bulkadd?subjectType=PC_GROUP"), body).await.outcome(), "204");
}

#[tokio::test]
async fn a_group_without_enabled_roles_holds_none() {
    let local = Local::start().await;
    let crew = group(&local, "Crew", false, &[]).await;
    let body = grants(&[(local.role("Clerk", &["routing:queue:view"]).await, "*")]);
    let reply = local.admin.post(&format!("{PATH}/{crew}/bulkadd?subjectType=PC_GROUP"), body).await;
    assert_eq!(
        (reply.outcome().as_str(), reply.message()),
        ("400 bad.request", "group `Crew` cannot hold roles: its rolesEnabled is false")
    );
}

#[tokio::test]
async fn what_does_not_exist_is_404_and_what_is_no_id_is_400() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    let path = format!("{PATH}/{ann}/bulkadd");
    let unknown_role = json!({ "grants": [{ "roleId": UNKNOWN, "divisionId": "*" }] });
    let cases = [
        (unknown_role, "404 not.found", format!("role `{UNKNOWN}` was not found")),
        (grants(&[(role, UNKNOWN)]), "404 not.found", format!("division `{UNKNOWN}` was not found")),
        (grants(&[(role, "x'; --")]), "400 bad.role.divisions", "`x'; --` is not the id of a division".to_owned()),
    ];
    for (body, outcome, message) in cases {
        let reply = local.admin.post(&path, body).await;
        assert_eq!((reply.outcome().as_str(), reply.message()), (outcome, message.as_str()));
    }
    let reply = local.admin.post(&format!("{PATH}/{UNKNOWN}/bulkadd"), grants(&[(role, "*")])).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("404 not.found", &*format!("subject `{UNKNOWN}` was not found")));
    assert_eq!(local.admin.post(&path, json!({})).await.outcome(), "400 constraint.validation");
    assert_eq!(held(&local.admin.get(&format!("{PATH}/{ann}")).await), []);
}

#[tokio::test]
async fn the_limit_of_grants_counts_what_is_held() {
    let mut options = options();
    options.settings.push(("limits.grants-per-subject".to_owned(), "2".to_owned()));
    let local = Local::start_with(options).await;
    let ann = local.user("Ann", None).await;
    let home = local.running.organization().home().to_string();
    let (clerk, cook) = (local.role("Clerk", &["routing:queue:view"]).await, local.role("Cook", &["routing:queue:edit"]).await);
    let path = format!("{PATH}/{ann}/bulkadd");
    assert_eq!(local.admin.post(&path, grants(&[(clerk, "*"), (clerk, &home)])).await.outcome(), "204");
    let reply = local.admin.post(&path, grants(&[(cook, "*")])).await;
    assert_eq!(reply.outcome(), "400 max.role.assignments.exceeded");
    assert_eq!(reply.message(), "a subject can hold at most 2 grants; this would make 3");
    assert_eq!(local.admin.post(&path, grants(&[(clerk, "*")])).await.outcome(), "204");
}

#[tokio::test]
async fn division_aware_grants_need_the_permission_where_they_are_made() {
    let local = Local::start().await;
    let (north, south) = (local.division("North").await, local.division("South").await);
    let ann = local.user("Ann", None).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    let caller = local.caller(&["authorization:grant:add"], Reach::Division(north)).await;
    let path = format!("{PATH}/{ann}/bulkadd");
    assert_eq!(caller.post(&path, grants(&[(role, &south.to_string())])).await.outcome(), "204");
    division_aware(&local).await;
    assert_eq!(caller.post(&path, grants(&[(role, &north.to_string())])).await.outcome(), "204");
    for division in [south.to_string(), "*".to_owned()] {
        assert_eq!(caller.post(&path, grants(&[(role, &division)])).await.outcome(), "403 missing.division.permission");
    }
}

#[tokio::test]
async fn holding_the_permission_in_every_division_is_not_holding_it_in_all() {
    let local = Local::start().await;
    let home = local.running.organization().home();
    let ann = local.user("Ann", None).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    let north = local.division("North").await;
    let granter = local.role("Granter", &["authorization:grant:add"]).await;
    let (id, secret) = local.client("granter", postern_model::GrantType::ClientCredentials).await;
    for division in [home, north] {
        local.grant(Subject { kind: SubjectKind::Client, id: id.uuid() }, granter, Reach::Division(division)).await;
    }
    division_aware(&local).await;
    let caller = crate::harness::Caller::log_in(&local.running.url, &id.to_string(), &secret).await;
    let reply = caller.post(&format!("{PATH}/{ann}/bulkadd"), grants(&[(role, "*")])).await;
    assert_eq!(reply.outcome(), "403 missing.division.permissions");
    assert_eq!(
        reply.message(),
        "Unable to perform the requested action. You are missing the following permission(s): [authorization:grant:add] in the following division(s): [*]"
    );
}
