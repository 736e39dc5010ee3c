use postern_model::Reach;
use serde_json::json;

use crate::{
    authorization::subjects::{UNKNOWN, division_aware, person},
    harness::Local,
};

const PATH: &str = "/api/v2/authorization/roles";

#[tokio::test]
async fn the_role_goes_from_every_division() {
    let local = Local::start().await;
    let (north, ann) = (local.division("North").await, local.user("Ann", None).await);
    let (clerk, cook) = (local.role("Clerk", &["routing:queue:view"]).await, local.role("Cook", &["routing:queue:edit"]).await);
    for (role, reach) in [(clerk, Reach::Division(north)), (clerk, Reach::All), (cook, Reach::All)] {
        local.grant(person(ann), role, reach).await;
    }
    let reply = local.admin.put(&format!("{PATH}/{clerk}/users/remove"), json!([ann])).await;
    assert_eq!((reply.outcome().as_str(), &reply.body), ("200", &json!([ann])));
    let organization = local.running.organization();
    let grants = &organization.grants(ann.uuid()).unwrap().grants;
    assert_eq!(grants.iter().map(|grant| grant.role).collect::<Vec<_>>(), [cook]);
    let reply = local.admin.put(&format!("{PATH}/{clerk}/users/remove"), json!([UNKNOWN])).await;
    assert_eq!(reply.outcome(), "404 not.found");
}

#[tokio::test]
async fn division_aware_grants_need_the_permission_where_the_role_is_held() {
    let local = Local::start().await;
    let (north, south) = (local.division("North").await, local.division("South").await);
    let ann = local.user("Ann", None).await;
    let role = local.role("Clerk", &["routing:queue:view"]).await;
    local.grant(person(ann), role, Reach::Division(south)).await;
    division_aware(&local).await;
    let caller = local.caller(&["authorization:grant:delete"], Reach::Division(north)).await;
    let reply = caller.put(&format!("{PATH}/{role}/users/remove"), json!([ann])).await;
    assert_eq!(reply.outcome(), "403 missing.division.permissions");
}
