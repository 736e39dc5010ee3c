//! `GET /api/v2/routing/skillgroups/{skillGroupId}/members/divisions`.

use postern_model::Id;
use serde_json::json;

use crate::call::{Answer, Call, Reply};

/// Answers `SkillGroupMemberDivisionList`.
pub fn handle(call: &Call<'_>) -> Answer {
    let divisions = super::divisions(call, &call.organization)?;
    let view = |id: &String| match Id::parse(id).and_then(|id| call.organization.division(id)) {
        Some(division) => json!({ "id": id, "name": division.name, "selfUri": format!("/api/v2/authorization/divisions/{id}") }),
        None => json!({ "id": id, "selfUri": format!("/api/v2/authorization/divisions/{id}") }),
    };
    Reply::json(&json!({ "entities": divisions.iter().map(view).collect::<Vec<_>>() }))
}
