use serde_json::json;

use crate::harness::Local;

const TOPICS: &str = "/api/v2/speechandtextanalytics/topics";

#[tokio::test]
async fn a_job_publishes_topics_at_once() {
    let local = Local::start().await;
    let topic = local.admin.post(TOPICS, json!({ "name": "Refunds", "dialect": "en-US" })).await;
    assert_eq!(topic.outcome(), "200", "{}", topic.message());
    let job = local.admin.post(&format!("{TOPICS}/publishjobs"), json!({ "topicIds": [topic.body["id"]] })).await.body;
    assert_eq!((&job["state"], &job["topics"][0]["name"]), (&json!("Completed"), &json!("Refunds")));
    let again = local.admin.get(&format!("{TOPICS}/publishjobs/{}", job["id"].as_str().unwrap())).await;
    assert_eq!((again.outcome().as_str(), &again.body["id"]), ("200", &job["id"]));
    assert_eq!(local.admin.get(&format!("{TOPICS}/{}", topic.body["id"].as_str().unwrap())).await.body["published"], true);
}

#[tokio::test]
async fn a_topic_that_is_not_there_is_not_found() {
    let local = Local::start().await;
    let body = json!({ "topicIds": ["00000000-0000-4000-8000-000000000000"] });
    assert_eq!(local.admin.post(&format!("{TOPICS}/publishjobs"), body).await.outcome(), "404 not.found");
}
