use serde_json::json;

use crate::{harness::Local, users};

#[tokio::test]
async fn who_sits_nowhere_has_no_stations() {
    let local = Local::start().await;
    let ada = users::made(&local, "Ada").await;
    let path = format!("/api/v2/users/{}/station", ada["id"].as_str().unwrap());
    assert_eq!(local.admin.get(&path).await.body, json!({}));
    let nobody = "/api/v2/users/00000000-0000-0000-0000-000000000000/station";
    assert_eq!(local.admin.get(nobody).await.outcome(), "404 not.found");
}
