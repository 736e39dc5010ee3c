//! `POST /api/v2/taskmanagement/worktypes`: a worktype, with a status to begin in.

use axum::http::StatusCode;
use postern_org::Draft;
use serde_json::{Value, json};

use super::refer_to_schema;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    generic, stored,
};

/// Answers the `Worktype`. Unless the request declines it, a status of the category `Open` is made along with it and is the
/// default (API description: `disableDefaultStatusCreation`; that it is called `Open` is inferred).
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let mut body = stored::object(call.body.clone());
    let declined = body.remove("disableDefaultStatusCreation").is_some_and(|declined| declined == true);
    refer_to_schema(draft, &mut body)?;
    let done = generic::written(call, draft, &Value::Object(body))?;
    let status = StatusCode::from_u16(done.status).map_err(Fault::internal)?;
    let worktype = done.body.unwrap_or_default();
    let Some(id) = worktype["id"].as_str().filter(|_| !declined) else { return Reply::with(status, &worktype) };
    let path = format!("/taskmanagement/worktypes/{id}");
    let first = draft.fresh_id::<()>().to_string();
    let entity = json!({
        "id": first, "name": "Open", "category": "Open", "worktype": { "id": id }, "destinationStatuses": [],
        "autoTerminateWorkitem": false,
    });
    draft.put_resource(&format!("{path}/statuses/{first}"), stored::object(entity));
    let worktype = stored::amend(draft, &path, json!({ "defaultStatus": { "id": first, "name": "Open" } }))?;
    Reply::with(status, &stored::shown(call, draft, "Worktype", &worktype))
}
