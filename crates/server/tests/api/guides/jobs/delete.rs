use super::super::made;
use crate::harness::Local;

#[tokio::test]
async fn the_guide_goes_and_the_job_stays() {
    let local = Local::start().await;
    let guide = made(&local).await;
    let job = local.admin.delete(&format!("{guide}/jobs")).await;
    assert_eq!((job.status, job.body["status"].as_str()), (202, Some("Succeeded")));
    assert_eq!(local.admin.get(&guide).await.status, 404);
    let seen = local.admin.get(job.body["selfUri"].as_str().unwrap()).await;
    assert_eq!(seen.body, job.body);
    assert_eq!(local.admin.delete(&format!("{guide}/jobs")).await.outcome(), "404 not.found");
}
