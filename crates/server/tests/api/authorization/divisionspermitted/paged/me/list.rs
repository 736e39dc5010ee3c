use postern_model::Reach;
use serde_json::json;

use crate::harness::{Caller, Local, Reply, options};

const PATH: &str = "/api/v2/authorization/divisionspermitted/paged/me";

async fn ask(caller: &Caller, permission: &str) -> Reply {
    caller.get(&format!("{PATH}?permission={permission}")).await
}

#[tokio::test]
async fn the_divisions_of_the_grants_that_give_the_permission() {
    let local = Local::start().await;
    let north = local.division("North").await;
    let caller = local.caller(&["routing:queue:view"], Reach::Division(north)).await;
    let reply = ask(&caller, "routing:queue:view").await;
    assert_eq!((&reply.body["total"], &reply.body["allDivsPermitted"]), (&json!(1), &json!(false)));
    assert_eq!(reply.body["entities"][0]["id"], json!(north));
    for permission in ["routing:queue:edit", "no:such:permission"] {
        assert_eq!(ask(&caller, permission).await.body["total"], 0, "{permission}");
    }
}

#[tokio::test]
async fn a_grant_in_all_divisions_says_so() {
    let local = Local::start().await;
    local.division("North").await;
    let caller = local.caller(&["routing:queue:view"], Reach::All).await;
    let reply = ask(&caller, "routing:queue:view").await;
    assert_eq!((&reply.body["total"], &reply.body["allDivsPermitted"]), (&json!(2), &json!(true)));
}

#[tokio::test]
async fn bare_admin_permits_everything_where_the_setting_says_so() {
    for (setting, total) in [("no", 0), ("yes", 1)] {
        let mut options = options();
        options.settings.push(("permissions.admin-overrides-all".to_owned(), setting.to_owned()));
        let local = Local::start_with(options).await;
        let (id, secret) = local.client("admin", postern_model::GrantType::ClientCredentials).await;
        let home = local.running.organization().home();
        local
            .change(|draft| {
                let mut role = draft.default_role("admin").unwrap().clone();
                role.policies.clear();
                let role = draft.put_role(role).id;
                let subject = postern_model::Subject { kind: postern_model::SubjectKind::Client, id: id.uuid() };
                postern_org::change::grants::add_grants(draft, subject, &[(role, Reach::Division(home))]).unwrap();
            })
            .await;
        let caller = Caller::log_in(&local.running.url, &id.to_string(), &secret).await;
        assert_eq!(ask(&caller, "routing:queue:view").await.body["total"], total);
    }
}

#[tokio::test]
async fn the_permission_must_be_named() {
    let local = Local::start().await;
    assert_eq!(local.admin.get(PATH).await.outcome(), "400 missing.permission.param");
}
