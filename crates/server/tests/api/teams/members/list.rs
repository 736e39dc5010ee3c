use super::{join, names, team};
use crate::{
    harness::Local,
    users::{at, made},
};

#[tokio::test]
async fn members_come_in_pages_and_the_deleted_are_left_out() {
    let local = Local::start().await;
    let (team, ada, bea) = (team(&local).await, made(&local, "Ada").await, made(&local, "Bea").await);
    assert!(names(&local, &team).await.is_empty());
    join(&local, &team, &[&ada, &bea]).await;
    let first = local.admin.get(&format!("{team}/members?pageSize=1")).await.body;
    let next = first["nextUri"].as_str().unwrap();
    let second = local.admin.get(next).await.body;
    assert_eq!((first["entities"].as_array().unwrap().len(), second["entities"].as_array().unwrap().len()), (1, 1));
    assert_ne!(first["entities"], second["entities"]);
    assert!(second["nextUri"].is_null());
    local.admin.delete(&at(&bea)).await;
    assert_eq!(names(&local, &team).await, ["Ada"]);
    assert_eq!(local.admin.get(&team).await.body["memberCount"], 1);
}
