use super::super::super::{action, installed, made};
use crate::harness::Local;

#[tokio::test]
async fn a_template_is_text() {
    let local = Local::start().await;
    let integration = installed(&local, "purecloud-data-actions").await;
    let published = made(&local, "actions", action(&integration)).await;
    let path = format!("/api/v2/integrations/actions/{}/templates", published["id"].as_str().unwrap());
    let reply = local.admin.raw("GET", &format!("{path}/requesttemplate.vm"), "application/json", Vec::new()).await;
    assert_eq!((reply.status, reply.headers["content-type"].to_str().unwrap()), (200, "text/plain"));
    assert_eq!(reply.headers["content-length"], "{ \"a\": 1 }".len().to_string().as_str());
    assert_eq!(local.admin.get(&format!("{path}/other.vm")).await.outcome(), "404 not.found");
}
