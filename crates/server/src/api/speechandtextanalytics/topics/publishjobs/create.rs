//! `POST /api/v2/speechandtextanalytics/topics/publishjobs`: publishes topics.

use postern_org::Draft;
use serde::Deserialize;
use serde_json::json;

use crate::{
    call::{Answer, Call, Reply},
    stored,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    topic_ids: Vec<String>,
}

/// Answers a `TopicJob` that is done: nothing takes time here. The engine keeps it to be asked for again.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let Request { topic_ids } = call.read()?;
    let by = stored::caller(call);
    let mut topics = Vec::new();
    for id in &topic_ids {
        let published = json!({ "published": true, "publishedBy": by, "datePublished": call.now });
        let topic = stored::amend(draft, &format!("/speechandtextanalytics/topics/{id}"), published)?;
        topics.push(json!({ "id": id, "name": topic.name(), "selfUri": format!("/api/v2{}", topic.path) }));
    }
    let id = draft.fresh_id::<()>().to_string();
    let job = json!({
        "id": id, "state": "Completed", "topics": topics, "createdBy": by, "dateCreated": call.now, "dateModified": call.now,
    });
    let job = draft.put_resource(&format!("/speechandtextanalytics/topics/publishjobs/{id}"), stored::object(job));
    Reply::json(&stored::shown(call, draft, "TopicJob", &job))
}
