//! `DELETE /api/v2/flows/{flowId}`: deletes a flow. What it was can still be read with `deleted=true`.

use axum::http::StatusCode;
use postern_org::Draft;
use serde_json::json;

use super::lock::Editor;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers 204. A flow that somebody else edits stays.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let id = call.param("flowId");
    let Some(flow) = draft.resources().get(&format!("/flows/{id}")).map(std::sync::Arc::clone) else {
        return Err(super::missing(draft, &id));
    };
    if !Editor::of(call).may_edit(&flow.entity) {
        let text = format!("the flow `{}` is locked by somebody else; unlock it first", flow.name().unwrap_or_default());
        return Err(Fault::new(405, "architect.flow.cannot.delete.user.does.not.have.lock", text));
    }
    let mut entity = flow.entity.clone();
    entity.insert("deleted".to_owned(), json!(true));
    draft.remove_resource(&flow.path);
    draft.put_resource(&format!("{}/{id}", super::DELETED), entity);
    draft.log("Architect", "Delete", ("Flow", &id, flow.name().unwrap_or_default()), Vec::new());
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
