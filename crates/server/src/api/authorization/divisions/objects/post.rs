//! `POST /api/v2/authorization/divisions/{divisionId}/objects/{objectType}`: moves people into a division.
//! Other types answer 501: an object's own operation moves it.

use axum::http::StatusCode;
use postern_model::{Id, User};
use postern_org::{Draft, Refusal, change::divisions::move_users};

use super::super::view::in_path;
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
};

/// Answers 204.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let division = in_path(call)?.id;
    let kind = call.param("objectType");
    if !kind.eq_ignore_ascii_case("USER") {
        return Err(Fault::new(
            501,
            "not.implemented",
            format!(
                "moving objects of type `{kind}` is not built in this version of Postern; change the division of each by its own operation"
            ),
        ));
    }
    let ids: Vec<String> = call.read()?;
    let user = |id: &String| Id::<User>::parse(id).ok_or_else(|| Refusal::resource_not_found("User", id));
    let users = ids.iter().map(user).collect::<Result<Vec<_>, _>>()?;
    move_users(draft, division, &users)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
