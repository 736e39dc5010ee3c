//! `DELETE /api/v2/integrations/{integrationId}`: removes an integration, and its data actions with it.

use postern_org::Draft;
use serde_json::Value;

use super::{ACTIONS, DRAFTS};
use crate::{
    call::{Answer, Call, Reply},
    generic,
};

/// Answers the `Integration` as it was.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let id = call.param("integrationId");
    let done = generic::written(call, draft, &Value::Null)?;
    let belongs = |action: &postern_org::Resource| action.entity.get("integrationId").and_then(Value::as_str) == Some(&id);
    let all = [ACTIONS, DRAFTS].into_iter().flat_map(|collection| draft.resources().list(collection));
    let gone: Vec<String> = all.filter(|action| belongs(action)).map(|action| action.path.clone()).collect();
    gone.iter().for_each(|path| draft.remove_resource(path));
    Reply::json(&done.body)
}
