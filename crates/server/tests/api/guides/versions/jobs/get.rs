use super::super::super::{made, publish, version};
use crate::harness::Local;

#[tokio::test]
async fn a_job_is_found_again_and_no_other() {
    let local = Local::start().await;
    let guide = made(&local).await;
    version(&local, &guide, "Say hello").await;
    let job = publish(&local, &guide, "1").await.body;
    let jobs = format!("{guide}/versions/1/jobs");
    assert_eq!(local.admin.get(&format!("{jobs}/{}", job["id"].as_str().unwrap())).await.body, job);
    assert_eq!(local.admin.get(&format!("{jobs}/00000000-0000-0000-0000-000000000000")).await.outcome(), "404 not.found");
}
