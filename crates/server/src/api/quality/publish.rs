//! Publishing a form: the version that is named becomes published and is changed no more; a new draft with the same content
//! and the same context takes its place (Terraform provider, evaluation forms: the answer is the new draft).

use postern_org::Draft;
use serde::Deserialize;
use serde_json::json;

use crate::{
    call::{Answer, Call, Reply},
    stored,
};

/// API description: `PublishForm`.
#[derive(Deserialize)]
struct Request {
    id: String,
    published: bool,
}

/// Publishes a form of `collection` and answers its new draft as `model`. A form that is published already, or that the
/// request does not ask to publish, is answered as it is.
pub fn publish(call: &Call<'_>, draft: &mut Draft<'_>, collection: &str, model: &str) -> Answer {
    let Request { id, published } = call.read()?;
    let form = stored::item(draft, collection, &id)?.clone();
    let path = form.path.clone();
    if !published || form.entity.get("published").is_some_and(|published| published == true) {
        return Reply::json(&stored::shown(call, draft, model, &form));
    }
    stored::amend(draft, &path, json!({ "published": true, "modifiedDate": call.now }))?;
    let next = draft.fresh_id::<()>().to_string();
    let mut entity = form.entity.clone();
    entity.extend(stored::object(json!({ "id": next, "published": false, "modifiedDate": call.now })));
    let form = draft.put_resource(&format!("{collection}/{next}"), entity);
    draft.log("Quality", "Publish", (model, &id, form.name().unwrap_or_default()), Vec::new());
    Reply::json(&stored::shown(call, draft, model, &form))
}
