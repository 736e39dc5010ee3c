//! `POST /api/v2/taskmanagement/workbins/query`.

use crate::{
    api::taskmanagement::query,
    call::{Answer, Call},
};

/// Answers a page of workbins that meet all conditions.
pub fn handle(call: &Call<'_>) -> Answer {
    query::answer(call, "/taskmanagement/workbins", "Workbin")
}
