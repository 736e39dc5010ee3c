//! `POST /api/v2/webdeployments/configurations/{configurationId}/versions/draft/publish`: the draft becomes a version.

use postern_org::Draft;
use serde_json::json;

use crate::{
    api::webdeployments::configurations::versions::draft::{configuration, found},
    call::{Answer, Call, Reply},
    generic,
};

/// Answers the version. Versions are counted from 1, the draft is none of them. It is active at once (inferred: the service
/// takes a while).
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let mut entity = found(call, draft)?.entity.clone();
    let path = configuration(call);
    let number = draft.resources().count(&format!("{path}/versions"));
    entity.insert("version".to_owned(), json!(number.to_string()));
    entity.insert("datePublished".to_owned(), json!(call.now));
    if let Some(user) = call.token.user {
        entity.insert("publishedUser".to_owned(), json!({ "id": user }));
    }
    draft.put_resource(&path, entity.clone());
    let made = draft.put_resource(&format!("{path}/versions/{number}"), entity);
    draft.log(
        "WebDeployments",
        "Publish",
        ("WebDeploymentConfiguration", &call.param("configurationId"), made.name().unwrap_or_default()),
        Vec::new(),
    );
    Reply::json(&generic::shown(call, draft, &made))
}
