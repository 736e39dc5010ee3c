use serde_json::json;

use crate::{
    harness::Local,
    quality::{evaluation_form, ids},
};

const FORMS: &str = "/api/v2/quality/forms/evaluations";
const PUBLISHED: &str = "/api/v2/quality/publishedforms/evaluations";

#[tokio::test]
async fn a_published_form_stands_and_a_new_draft_goes_on() {
    let local = Local::start().await;
    let form = evaluation_form(&local, "Greeting").await;
    let id = form["id"].as_str().unwrap();
    assert_eq!(local.admin.get(&format!("{PUBLISHED}/{id}")).await.outcome(), "404 not.found");
    let next = local.admin.post(PUBLISHED, json!({ "id": id, "published": true })).await;
    let next_id = next.body["id"].as_str().unwrap();
    assert_eq!((&next.body["contextId"], &next.body["published"]), (&form["contextId"], &json!(false)));
    assert_ne!(next_id, id);
    assert_eq!(local.admin.get(&format!("{FORMS}/{id}")).await.body["published"], true);
    assert_eq!(ids(&local, PUBLISHED).await, [id]);
    assert_eq!(ids(&local, FORMS).await, [next_id], "only the newest version is listed");
    assert_eq!(ids(&local, &format!("{FORMS}/{next_id}/versions")).await, [id, next_id]);
    assert_eq!(ids(&local, &format!("{FORMS}/{next_id}/versions?sortOrder=desc")).await, [next_id, id]);
    let context = form["contextId"].as_str().unwrap();
    assert_eq!(ids(&local, &format!("{FORMS}/bulk/contexts?contextId={context}")).await, [id]);
}

#[tokio::test]
async fn what_is_published_is_published_once() {
    let local = Local::start().await;
    let form = evaluation_form(&local, "Greeting").await;
    let body = json!({ "id": form["id"], "published": true });
    local.admin.post(PUBLISHED, body.clone()).await;
    assert_eq!(local.admin.post(PUBLISHED, body).await.body["id"], form["id"]);
    let strange = json!({ "id": "00000000-0000-4000-8000-000000000000", "published": true });
    assert_eq!(local.admin.post(PUBLISHED, strange).await.outcome(), "404 not.found");
}
