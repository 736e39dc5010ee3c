use super::super::super::super::{action, installed, made};
use crate::harness::Local;

#[tokio::test]
async fn a_draft_has_templates_before_there_is_an_action() {
    let local = Local::start().await;
    let integration = installed(&local, "purecloud-data-actions").await;
    let begun = made(&local, "actions/drafts", action(&integration)).await;
    let path = format!("/api/v2/integrations/actions/{}", begun["id"].as_str().unwrap());
    let reply = local.admin.raw("GET", &format!("{path}/draft/templates/successtemplate.vm"), "application/json", Vec::new()).await;
    assert_eq!((reply.status, reply.headers["content-length"].to_str().unwrap()), (200, "10"));
    assert_eq!(local.admin.get(&format!("{path}/templates/successtemplate.vm")).await.outcome(), "404 not.found");
}
