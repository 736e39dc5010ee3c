use super::super::super::{PATH, UNKNOWN, entry, group, held};
use crate::harness::Local;

#[tokio::test]
async fn one_grant_is_made_in_one_division_or_in_all() {
    let local = Local::start().await;
    let (north, ann) = (local.division("North").await, local.user("Ann", None).await);
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    for division in [north.to_string().as_str(), "*", "%2A"] {
        let reply = local.admin.ask("POST", &format!("{PATH}/{ann}/divisions/{division}/roles/{role}"), None).await;
        assert_eq!((reply.outcome().as_str(), reply.body.is_null()), ("204", true));
    }
    let listed = held(&local.admin.get(&format!("{PATH}/{ann}")).await);
    assert_eq!(listed, [entry(ann.uuid(), role, &north.to_string()), entry(ann.uuid(), role, "*")]);
}

#[tokio::test]
async fn subject_division_role_and_type_must_fit() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let crew = group(&local, "Crew", true, &[]).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await.to_string();
    let cases = [
        (UNKNOWN.to_owned(), "*", role.as_str(), "404 not.found"),
        (ann.to_string(), UNKNOWN, role.as_str(), "404 not.found"),
        (ann.to_string(), "..%2F..", role.as_str(), "404 not.found"),
        (ann.to_string(), "*", UNKNOWN, "404 not.found"),
        (ann.to_string(), "*", "admin", "404 not.found"),
        (crew.to_string(), "*", role.as_str(), "400 invalid.query.param.value"),
    ];
    for (subject, division, role, outcome) in cases {
        let reply = local.admin.ask("POST", &format!("{PATH}/{subject}/divisions/{division}/roles/{role}"), None).await;
        assert_eq!(reply.outcome(), outcome, "{subject} {division} {role}");
    }
    let typed = format!("{PATH}/{crew}/divisions/*/roles/{role}?subjectType=PC_GROUP");
    assert_eq!(local.admin.ask("POST", &typed, None).await.outcome(), "204");
}
