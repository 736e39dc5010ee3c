use postern_model::Reach;

use crate::harness::Local;

const PATH: &str = "/api/v2/authorization/divisionspermitted/me";

#[tokio::test]
async fn a_plain_list_that_the_name_narrows() {
    let local = Local::start().await;
    local.division("North").await;
    let caller = local.caller(&["routing:queue:view"], Reach::All).await;
    let reply = caller.get(&format!("{PATH}?permission=routing:queue:view")).await;
    assert_eq!(reply.body.as_array().unwrap().len(), 2);
    let reply = caller.get(&format!("{PATH}?permission=routing:queue:view&name=NOR")).await;
    assert_eq!((&reply.body[0]["name"], reply.body.as_array().unwrap().len()), (&"North".into(), 1));
}

#[tokio::test]
async fn the_permission_must_be_named() {
    let local = Local::start().await;
    let reply = local.admin.get(PATH).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 missing.permission.param", "permission is required"));
}
