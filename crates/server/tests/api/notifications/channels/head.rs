use super::super::{CHANNELS, channel};
use crate::harness::Local;

#[tokio::test]
async fn a_channel_is_there_for_whom_it_belongs_to() {
    let local = Local::start().await;
    let path = format!("{CHANNELS}/{}", channel(&local.admin).await["id"].as_str().unwrap());
    assert_eq!(local.admin.ask("HEAD", &path, None).await.status, 200);
    assert_eq!(local.admin.ask("HEAD", &format!("{CHANNELS}/nowhere"), None).await.status, 404);
    let somebody = local.user("Ada", None).await;
    assert_eq!(local.person(somebody).ask("HEAD", &path, None).await.status, 404);
}
