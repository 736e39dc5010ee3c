use super::{action, installed, made};
use crate::harness::Local;

#[tokio::test]
async fn an_integration_takes_its_actions_along() {
    let local = Local::start().await;
    let integration = installed(&local, "purecloud-data-actions").await;
    let published = made(&local, "actions", action(&integration)).await;
    let begun = made(&local, "actions/drafts", action(&integration)).await;
    let path = format!("/api/v2/integrations/{}", integration["id"].as_str().unwrap());
    let reply = local.admin.delete(&path).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["id"]), ("200", &integration["id"]));
    for gone in [
        path.clone(),
        format!("{path}/config/current"),
        format!("/api/v2/integrations/actions/{}", published["id"].as_str().unwrap()),
        format!("/api/v2/integrations/actions/{}/draft", begun["id"].as_str().unwrap()),
    ] {
        assert_eq!(local.admin.get(&gone).await.outcome(), "404 not.found", "{gone}");
    }
}
