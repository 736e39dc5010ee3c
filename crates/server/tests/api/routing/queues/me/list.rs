use super::super::super::super::users::{names, queues::queue};
use crate::harness::Local;

#[tokio::test]
async fn people_see_their_own_queues_and_machines_have_none() {
    let local = Local::start().await;
    let ada = local.user("Ada", None).await;
    queue(&local, "Calls", &[&ada.to_string()]).await;
    queue(&local, "Others", &[]).await;
    let mine = local.person(ada).get("/api/v2/routing/queues/me").await;
    assert_eq!((mine.outcome().as_str(), names(&mine.body["entities"])), ("200", vec!["Calls"]));
    assert_eq!(local.admin.get("/api/v2/routing/queues/me").await.outcome(), "400 not.a.user");
}
