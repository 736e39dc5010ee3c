use serde_json::json;

use crate::{harness::Local, quality::evaluation_form};

#[tokio::test]
async fn the_older_address_publishes_evaluation_forms() {
    let local = Local::start().await;
    let form = evaluation_form(&local, "Greeting").await;
    let reply = local.admin.post("/api/v2/quality/publishedforms", json!({ "id": form["id"], "published": true })).await;
    assert_eq!((reply.outcome().as_str(), &reply.body["contextId"]), ("200", &form["contextId"]));
    let published = local.admin.get(&format!("/api/v2/quality/publishedforms/{}", form["id"].as_str().unwrap())).await;
    assert_eq!(published.body["published"], true);
}
