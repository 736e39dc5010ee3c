//! `POST /api/v2/routing/skillgroups/{skillGroupId}/members/divisions`: adds some, then removes some.

use axum::http::StatusCode;
use postern_model::Id;
use postern_org::{Draft, Refusal};
use serde_json::{Map, Value, json};

use crate::call::{Answer, Call, Reply};

/// Answers nothing. A division that does not exist is refused; `*` is every one.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let mut divisions = super::divisions(call, draft)?;
    for id in listed(&call.body, "addDivisionIds") {
        if id != "*" && Id::parse(id).and_then(|id| draft.division(id)).is_none() {
            return Err(Refusal::bad("bad.request", format!("division `{id}` does not exist")).into());
        }
        divisions.insert(id.to_owned());
    }
    for id in listed(&call.body, "removeDivisionIds") {
        divisions.remove(id);
    }
    draft.put_resource(&super::path(call), Map::from_iter([("divisionIds".to_owned(), json!(divisions))]));
    draft.log("Routing", "Update", ("SkillGroup", &call.param("skillGroupId"), ""), Vec::new());
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn listed<'b>(body: &'b Value, name: &str) -> impl Iterator<Item = &'b str> {
    body.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}
