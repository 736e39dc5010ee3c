use postern_model::Reach;
use serde_json::json;

use crate::{
    authorization::subjects::{UNKNOWN, division_aware, group, person},
    harness::Local,
};

const PATH: &str = "/api/v2/authorization/roles";

#[tokio::test]
async fn people_get_the_role_at_home_and_keep_it_where_they_have_it() {
    let local = Local::start().await;
    let (north, home) = (local.division("North").await, local.running.organization().home());
    let (ann, bob) = (local.user("Ann", None).await, local.user("Bob", None).await);
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    local.grant(person(bob), role, Reach::Division(north)).await;
    let reply = local.admin.put(&format!("{PATH}/{role}/users/add"), json!([ann, bob])).await;
    assert_eq!((reply.outcome().as_str(), &reply.body), ("200", &json!([ann, bob])));
    let organization = local.running.organization();
    for (id, division) in [(ann, home), (bob, north)] {
        let grants = &organization.grants(id.uuid()).unwrap().grants;
        assert_eq!(grants.iter().map(|grant| grant.division).collect::<Vec<_>>(), [Reach::Division(division)]);
    }
}

#[tokio::test]
async fn only_people_can_be_added_and_all_or_none() {
    let local = Local::start().await;
    let ann = local.user("Ann", None).await;
    let crew = group(&local, "Crew", true, &[]).await.to_string();
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    for stranger in [UNKNOWN, crew.as_str(), "x"] {
        let reply = local.admin.put(&format!("{PATH}/{role}/users/add"), json!([ann, stranger])).await;
        assert_eq!((reply.outcome().as_str(), reply.message()), ("404 not.found", &*format!("user `{stranger}` was not found")));
    }
    assert!(local.running.organization().grants(ann.uuid()).is_none());
    assert_eq!(local.admin.put(&format!("{PATH}/{UNKNOWN}/users/add"), json!([ann])).await.outcome(), "404 not.found");
}

#[tokio::test]
async fn division_aware_grants_need_the_permission_at_home() {
    let local = Local::start().await;
    let north = local.division("North").await;
    let ann = local.user("Ann", None).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    division_aware(&local).await;
    let caller = local.caller(&["authorization:grant:add"], Reach::Division(north)).await;
    let reply = caller.put(&format!("{PATH}/{role}/users/add"), json!([ann])).await;
    assert_eq!(reply.outcome(), "403 missing.division.permissions");
}
