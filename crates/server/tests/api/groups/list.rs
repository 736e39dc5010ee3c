use serde_json::json;

use crate::{harness::Local, users::names};

#[tokio::test]
async fn groups_are_listed_by_name_in_pages() {
    let local = Local::start().await;
    for name in ["night", "Day", "Evening"] {
        super::made(&local, name).await;
    }
    let page = local.admin.get("/api/v2/groups?pageSize=2").await.body;
    assert_eq!(names(&page["entities"]), ["Day", "Evening"]);
    assert_eq!((&page["total"], &page["pageCount"]), (&json!(3), &json!(2)));
    assert_eq!(names(&local.admin.get("/api/v2/groups?pageSize=2&pageNumber=3").await.body["entities"]), [""; 0]);
    assert_eq!(names(&local.admin.get("/api/v2/groups?sortOrder=descending").await.body["entities"]), ["night", "Evening", "Day"]);
}

#[tokio::test]
async fn ids_pick_groups() {
    let local = Local::start().await;
    let (day, _) = (super::made(&local, "Day").await, super::made(&local, "Night").await);
    let listed = async |query: &str| names(&local.admin.get(&format!("/api/v2/groups?{query}")).await.body["entities"]).join(" ");
    assert_eq!(listed(&format!("id={},x", day["id"].as_str().unwrap())).await, "Day");
    assert_eq!(listed("jabberId=somebody@local.orgspan.com").await, "");
}
