use super::super::made;
use crate::harness::Local;

#[tokio::test]
async fn a_job_that_never_was_is_not_found() {
    let local = Local::start().await;
    let guide = made(&local).await;
    let nowhere = format!("{guide}/jobs/00000000-0000-0000-0000-000000000000");
    assert_eq!(local.admin.get(&nowhere).await.outcome(), "404 not.found");
}
