use super::{at, calls};
use crate::{harness::Local, users::made};

#[tokio::test]
async fn who_has_none_of_his_own_has_that_of_the_organization() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    assert_eq!(local.admin.get(&at(&ada)).await.body["level"], "Organization");
    assert_eq!(local.admin.put("/api/v2/routing/utilization", calls(7)).await.outcome(), "200");
    let shown = local.admin.get(&at(&ada)).await.body;
    assert_eq!((&shown["level"], &shown["utilization"]["call"]["maximumCapacity"]), (&"Organization".into(), &7.into()));
    local.admin.delete(&crate::users::at(&ada)).await;
    assert_eq!(local.admin.get(&at(&ada)).await.outcome(), "404 not.found");
}
