use super::{join, names, team};
use crate::{harness::Local, users::made};

#[tokio::test]
async fn those_that_the_query_lists_leave() {
    let local = Local::start().await;
    let team = team(&local).await;
    let (ada, bea, cleo) = (made(&local, "Ada").await, made(&local, "Bea").await, made(&local, "Cleo").await);
    join(&local, &team, &[&ada, &bea, &cleo]).await;
    let ids = format!("{},{}", ada["id"].as_str().unwrap(), cleo["id"].as_str().unwrap());
    assert_eq!(local.admin.delete(&format!("{team}/members?id={ids}")).await.outcome(), "204");
    assert_eq!(names(&local, &team).await, ["Bea"]);
    let many = vec!["11111111-1111-1111-1111-111111111111"; 51].join(",");
    assert_eq!(local.admin.delete(&format!("{team}/members?id={many}")).await.outcome(), "400 max.user.ids");
}
