use super::{at, calls};
use crate::{harness::Local, users::made};

#[tokio::test]
async fn a_person_has_a_utilization_of_his_own_until_it_is_deleted() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let written = local.admin.put(&at(&ada), calls(3)).await;
    assert_eq!((written.outcome().as_str(), &written.body["level"]), ("200", &"Agent".into()));
    let shown = local.admin.get(&at(&ada)).await.body;
    assert_eq!((&shown["level"], &shown["utilization"]["call"]["maximumCapacity"]), (&"Agent".into(), &3.into()));
    assert_eq!(local.admin.delete(&at(&ada)).await.outcome(), "200");
    assert_eq!(local.admin.get(&at(&ada)).await.body["level"], "Organization");
}
