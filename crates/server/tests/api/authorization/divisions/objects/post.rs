use postern_model::Reach;
use serde_json::json;

use crate::harness::Local;

const PATH: &str = "/api/v2/authorization/divisions";

#[tokio::test]
async fn people_move_and_their_version_rises() {
    let local = Local::start().await;
    let north = local.division("North").await;
    let ann = local.user("Ann", None).await;
    let path = format!("{PATH}/{north}/objects/USER");
    assert_eq!(local.admin.post(&path, json!([ann, ann])).await.outcome(), "204");
    assert_eq!(local.admin.post(&path, json!([ann])).await.outcome(), "204");
    let organization = local.running.organization();
    let user = organization.user(ann).unwrap();
    assert_eq!((user.division, user.version), (north, 2));
}

#[tokio::test]
async fn editing_people_is_needed_on_both_sides() {
    let local = Local::start().await;
    let (north, south) = (local.division("North").await, local.division("South").await);
    let (ann, bob) = (local.user("Ann", Some(north)).await, local.user("Bob", Some(south)).await);
    let nobody = local.caller(&["routing:queue:view"], Reach::All).await;
    let reply = nobody.post(&format!("{PATH}/{north}/objects/USER"), json!([bob])).await;
    assert_eq!(reply.outcome(), "403 insufficient.permissions");
    assert_eq!(
        reply.message(),
        "Unable to perform the requested action. You are missing the following permission(s): [directory:user:edit]"
    );
    let northern = local.caller(&["directory:user:edit"], Reach::Division(north)).await;
    for (to, user) in [(north, bob), (south, ann)] {
        let reply = northern.post(&format!("{PATH}/{to}/objects/USER"), json!([user])).await;
        assert_eq!(reply.outcome(), "403 bulk.move.no.permission.division");
        let text = "Unable to perform the requested action. You are missing the following permission(s): [directory:user:edit] in the following division(s)";
        assert_eq!(reply.message(), format!("{text}: [{south}]"));
    }
    assert_eq!(northern.post(&format!("{PATH}/{north}/objects/USER"), json!([ann])).await.outcome(), "204");
}

#[tokio::test]
async fn nothing_unknown_people_and_other_objects_are_refused() {
    let local = Local::start().await;
    let north = local.division("North").await;
    let reply = local.admin.post(&format!("{PATH}/{north}/objects/USER"), json!([])).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 empty.bulk.division.update", "the list of objects to move is empty"));
    let reply = local.admin.post(&format!("{PATH}/{north}/objects/USER"), json!(["nobody"])).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("404 general.resource.not.found", "User `nobody` was not found"));
    let reply = local.admin.post(&format!("{PATH}/{north}/objects/QUEUE"), json!(["x"])).await;
    assert_eq!(reply.outcome(), "501 not.implemented");
    assert_eq!(
        reply.message(),
        "moving objects of type `QUEUE` is not built in this version of Postern; change the division of each by its own operation"
    );
    let unknown = format!("{PATH}/00000000-0000-4000-8000-000000000000/objects/USER");
    assert_eq!(local.admin.post(&unknown, json!(["x"])).await.outcome(), "404 not.found");
}
