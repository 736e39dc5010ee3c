use postern_model::Reach;

use super::super::super::{PATH, UNKNOWN, held, person};
use crate::harness::Local;

#[tokio::test]
async fn one_grant_goes_and_taking_it_again_changes_nothing() {
    let local = Local::start().await;
    let (north, ann) = (local.division("North").await, local.user("Ann", None).await);
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    local.grant(person(ann), role, Reach::Division(north)).await;
    local.grant(person(ann), role, Reach::All).await;
    let path = format!("{PATH}/{ann}/divisions/{north}/roles/{role}");
    for _ in 0..2 {
        let reply = local.admin.delete(&path).await;
        assert_eq!((reply.outcome().as_str(), reply.body.is_null()), ("204", true));
    }
    assert_eq!(held(&local.admin.get(&format!("{PATH}/{ann}")).await).len(), 1);
}

#[tokio::test]
async fn the_role_employee_can_be_taken_as_the_terraform_provider_does() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let home = local.running.organization().home();
    let employee = local.running.organization().default_role("employee").unwrap().id;
    local.grant(person(ann), employee, Reach::Division(home)).await;
    assert_eq!(local.admin.delete(&format!("{PATH}/{ann}/divisions/{home}/roles/{employee}")).await.outcome(), "204");
    assert_eq!(held(&local.admin.get(&format!("{PATH}/{ann}")).await), []);
}

#[tokio::test]
async fn a_role_or_division_that_does_not_exist_is_404() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    let reply = local.admin.delete(&format!("{PATH}/{ann}/divisions/*/roles/{UNKNOWN}")).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("404 not.found", &*format!("role `{UNKNOWN}` was not found")));
    let reply = local.admin.delete(&format!("{PATH}/{ann}/divisions/{UNKNOWN}/roles/{role}")).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("404 not.found", &*format!("division `{UNKNOWN}` was not found")));
}
