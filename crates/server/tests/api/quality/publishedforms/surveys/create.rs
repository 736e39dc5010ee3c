use serde_json::json;

use crate::{harness::Local, quality::ids};

const FORMS: &str = "/api/v2/quality/forms/surveys";

#[tokio::test]
async fn a_survey_form_is_published_as_an_evaluation_form_is() {
    let local = Local::start().await;
    let form = local.admin.post(FORMS, json!({ "name": "Well?", "language": "en-US", "questionGroups": [] })).await;
    assert_eq!(form.outcome(), "200", "{}", form.message());
    let id = form.body["id"].as_str().unwrap();
    let next = local.admin.post("/api/v2/quality/publishedforms/surveys", json!({ "id": id, "published": true })).await;
    assert_eq!((&next.body["contextId"], &next.body["published"]), (&form.body["contextId"], &json!(false)));
    assert_eq!(ids(&local, "/api/v2/quality/publishedforms/surveys").await, [id]);
    assert_eq!(ids(&local, &format!("{FORMS}/{id}/versions")).await, [id, next.body["id"].as_str().unwrap()]);
}
