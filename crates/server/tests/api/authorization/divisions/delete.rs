use postern_model::{Reach, Subject, SubjectKind, UserState};

use crate::harness::Local;

const PATH: &str = "/api/v2/authorization/divisions";

#[tokio::test]
async fn a_deleted_division_is_not_found_and_its_name_is_free() {
    let local = Local::start().await;
    let north = local.division("North").await;
    let reply = local.admin.delete(&format!("{PATH}/{north}?force=false")).await;
    assert_eq!((reply.outcome().as_str(), reply.body.is_null()), ("204", true));
    assert_eq!(local.admin.get(&format!("{PATH}/{north}")).await.outcome(), "404 not.found");
    assert_eq!(local.admin.delete(&format!("{PATH}/{north}")).await.outcome(), "404 not.found");
    let body = serde_json::json!({ "name": "North", "description": "" });
    assert_eq!(local.admin.post(PATH, body).await.outcome(), "200");
}

#[tokio::test]
async fn the_home_division_cannot_be_deleted() {
    let local = Local::start().await;
    let home = local.running.organization().home();
    let reply = local.admin.delete(&format!("{PATH}/{home}?force=true")).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 precondition.failure", "the home division cannot be deleted"));
}

#[tokio::test]
async fn people_stand_in_the_way_unless_forced_home() {
    let local = Local::start().await;
    let north = local.division("North").await;
    let ann = local.user("Ann", Some(north)).await;
    let reply = local.admin.delete(&format!("{PATH}/{north}")).await;
    assert_eq!(reply.outcome(), "400 precondition.failure");
    assert_eq!(reply.message(), "division `North` is not empty: it holds 1 USER objects; `force=true` moves them to the home division");
    assert_eq!(local.admin.delete(&format!("{PATH}/{north}?force=true")).await.outcome(), "204");
    let organization = local.running.organization();
    let moved = organization.user(ann).unwrap();
    assert_eq!((moved.division, moved.version), (organization.home(), 2));
}

#[tokio::test]
async fn deleted_people_and_grants_do_not_stand_in_the_way() {
    let local = Local::start().await;
    let north = local.division("North").await;
    let ann = local.user("Ann", Some(north)).await;
    let bob = local.user("Bob", None).await;
    local
        .change(|draft| {
            let mut user = draft.user(ann).unwrap().clone();
            user.state = UserState::Deleted;
            draft.put_user(user);
        })
        .await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    local.grant(Subject { kind: SubjectKind::User, id: bob.uuid() }, role, Reach::Division(north)).await;
    assert_eq!(local.admin.delete(&format!("{PATH}/{north}")).await.outcome(), "204");
    let organization = local.running.organization();
    assert!(organization.grants(bob.uuid()).is_none());
    assert_eq!(organization.user(ann).unwrap().division, organization.home());
}

#[tokio::test]
async fn things_stand_in_the_way_unless_forced_home() {
    let local = Local::start().await;
    let north = local.division("North").await;
    let body = serde_json::json!({ "name": "Sales", "division": { "id": north } });
    let queue = local.admin.post("/api/v2/routing/queues", body).await.body["id"].as_str().unwrap().to_owned();
    let reply = local.admin.delete(&format!("{PATH}/{north}")).await;
    assert_eq!(reply.outcome(), "400 precondition.failure");
    assert_eq!(reply.message(), "division `North` is not empty: it holds 1 other objects; `force=true` moves them to the home division");
    local.user("Ann", Some(north)).await;
    let reply = local.admin.delete(&format!("{PATH}/{north}")).await;
    assert!(reply.message().contains("it holds 1 USER objects and 1 other objects;"), "{}", reply.message());
    assert_eq!(local.admin.delete(&format!("{PATH}/{north}?force=true")).await.outcome(), "204");
    let organization = local.running.organization();
    let moved = organization.resources().division_at(&format!("/routing/queues/{queue}"));
    assert_eq!(moved, Some(Reach::Division(organization.home())));
    let elsewhere = local.division("South").await;
    let stranger = local.caller(&["routing:queue:view"], Reach::Division(elsewhere)).await;
    let reply = stranger.get(&format!("/api/v2/routing/queues/{queue}")).await;
    assert_eq!(reply.outcome(), "403 missing.division.permission");
}
