use postern_model::{Reach, Subject, SubjectKind};
use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn people_who_hold_the_role_are_counted_once_unless_told_not_to() {
    let local = Local::start().await;
    let (role, user, division) =
        (local.role("counted", &["routing:queue:view"]).await, local.user("Ada", None).await, local.division("East").await);
    for reach in [Reach::All, Reach::Division(division)] {
        local.grant(Subject { kind: SubjectKind::User, id: user.uuid() }, role, reach).await;
    }
    let path = format!("/api/v2/authorization/roles/{role}");
    assert_eq!(local.admin.get(&path).await.body["userCount"], 1);
    let bare = local.admin.get(&format!("{path}?userCount=false&expand=unusedPermissions")).await;
    assert_eq!((bare.body.get("userCount"), &bare.body["unusedPermissions"]), (None, &json!([])));
}

#[tokio::test]
async fn what_is_no_role_is_not_found() {
    let local = Local::start().await;
    for id in ["00000000-0000-4000-8000-000000000000", "nonsense", "1%27%20OR%20%271%27=%271", "..%2f..%2fusers", "%2e%2e"] {
        let reply = local.admin.get(&format!("/api/v2/authorization/roles/{id}")).await;
        assert_eq!((reply.outcome().as_str(), reply.message()), ("404 not.found", "The requested resource was not found."), "{id}");
    }
}
