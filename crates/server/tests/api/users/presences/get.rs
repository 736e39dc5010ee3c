use super::super::{at, made};
use crate::harness::Local;

#[tokio::test]
async fn of_the_sources_there_is_one() {
    let local = Local::start().await;
    let ada = at(&made(&local, "Ada").await);
    let known = local.admin.get(&format!("{ada}/presences/PURECLOUD")).await;
    assert_eq!((known.outcome().as_str(), &known.body["source"]), ("200", &"PURECLOUD".into()));
    assert_eq!(local.admin.get(&format!("{ada}/presences/microsoftteams")).await.outcome(), "404 not.found");
}
