use postern_model::Reach;
use serde_json::json;

use crate::{
    authorization::subjects::{UNKNOWN, division_aware, group},
    harness::{Local, options},
};

const PATH: &str = "/api/v2/authorization/roles";

#[tokio::test]
async fn each_subject_gets_the_role_in_each_division() {
    let local = Local::start().await;
    let (north, south) = (local.division("North").await, local.division("South").await);
    let (ann, bob) = (local.user("Ann", None).await, local.user("Bob", None).await);
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    let body = json!({ "subjectIds": [ann, bob], "divisionIds": [north, south] });
    let reply = local.admin.post(&format!("{PATH}/{role}"), body).await;
    assert_eq!((reply.outcome().as_str(), reply.body.is_null()), ("204", true));
    let organization = local.running.organization();
    for subject in [ann, bob] {
        let divisions: Vec<_> = organization.grants(subject.uuid()).unwrap().grants.iter().map(|grant| grant.division).collect();
        assert_eq!(divisions, [Reach::Division(north), Reach::Division(south)]);
    }
}

#[tokio::test]
async fn one_subject_of_another_kind_fails_the_whole_request() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let crew = group(&local, "Crew", true, &[]).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    let body = json!({ "subjectIds": [ann, crew], "divisionIds": ["*"] });
    let reply = local.admin.post(&format!("{PATH}/{role}"), body.clone()).await;
    assert_eq!(reply.outcome(), "400 invalid.subject.type");
    assert!(local.running.organization().grants(ann.uuid()).is_none());
    let reply = local.admin.post(&format!("{PATH}/{role}?subjectType=PC_ROBOT"), body).await;
    assert_eq!(reply.outcome(), "400 invalid.subject.type");
    assert_eq!(
        reply.message(),
        "Value [PC_ROBOT] is not valid for parameter [subjectType]. Allowable values are: PC_GROUP, PC_USER, PC_OAUTH_CLIENT"
    );
}

#[tokio::test]
async fn what_does_not_exist_is_named() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    let cases = [
        (json!({ "subjectIds": [UNKNOWN], "divisionIds": ["*"] }), "404 not.found", format!("subject `{UNKNOWN}` was not found")),
        (json!({ "subjectIds": [ann], "divisionIds": [UNKNOWN] }), "404 not.found", format!("division `{UNKNOWN}` was not found")),
        (json!({ "subjectIds": [ann], "divisionIds": ["x"] }), "400 general.bad.request", "`x` is not the id of a division".to_owned()),
    ];
    for (body, outcome, message) in cases {
        let reply = local.admin.post(&format!("{PATH}/{role}"), body).await;
        assert_eq!((reply.outcome().as_str(), reply.message()), (outcome, message.as_str()));
    }
    let body = json!({ "subjectIds": [ann], "divisionIds": ["*"] });
    assert_eq!(local.admin.post(&format!("{PATH}/{UNKNOWN}"), body).await.outcome(), "404 not.found");
}

#[tokio::test]
async fn limits_and_division_aware_grants_hold_here_too() {
    let mut options = options();
    options.settings.push(("limits.grants-per-subject".to_owned(), "1".to_owned()));
    let local = Local::start_with(options).await;
    let (north, ann) = (local.division("North").await, local.user("Ann", None).await);
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    let home = local.running.organization().home();
    let body = json!({ "subjectIds": [ann], "divisionIds": [home, north] });
    let reply = local.admin.post(&format!("{PATH}/{role}"), body).await;
    assert_eq!(reply.outcome(), "400 max.role.assignments.exceeded");
    division_aware(&local).await;
    let caller = local.caller(&["authorization:grant:add"], Reach::Division(home)).await;
    let reply = caller.post(&format!("{PATH}/{role}"), json!({ "subjectIds": [ann], "divisionIds": [north] })).await;
    assert_eq!(reply.outcome(), "403 missing.division.permission");
}
