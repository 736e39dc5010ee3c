//! `POST /api/v2/taskmanagement/workitems/query`.

use crate::{
    api::taskmanagement::query,
    call::{Answer, Call},
};

/// Answers a page of work items that meet all conditions.
pub fn handle(call: &Call<'_>) -> Answer {
    query::answer(call, "/taskmanagement/workitems", "Workitem")
}
