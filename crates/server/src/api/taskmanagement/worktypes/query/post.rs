//! `POST /api/v2/taskmanagement/worktypes/query`.

use crate::{
    api::taskmanagement::query,
    call::{Answer, Call},
};

/// Answers a page of worktypes that meet all conditions.
pub fn handle(call: &Call<'_>) -> Answer {
    query::answer(call, "/taskmanagement/worktypes", "Worktype")
}
