use super::super::{at, made};
use crate::harness::Local;

#[tokio::test]
async fn an_invitation_is_noted_and_nothing_more() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let reply = local.admin.ask("POST", &format!("{}/invite?force=true", at(&ada)), None).await;
    assert_eq!((reply.outcome().as_str(), reply.body.is_null()), ("204", true));
    let seen = local.admin.get(&format!("{}?expand=dateWelcomeSent", at(&ada))).await;
    assert!(seen.body["dateWelcomeSent"].as_str().unwrap().ends_with('Z'));
    local.admin.delete(&at(&ada)).await;
    assert_eq!(local.admin.ask("POST", &format!("{}/invite", at(&ada)), None).await.outcome(), "404 general.resource.not.found");
}
