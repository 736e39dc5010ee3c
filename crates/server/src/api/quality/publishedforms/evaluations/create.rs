//! `POST /api/v2/quality/publishedforms/evaluations`: publishes an evaluation form.

use postern_org::Draft;

use crate::{
    api::quality::publish::publish,
    call::{Answer, Call},
};

/// Answers the `EvaluationFormResponse` that is the new draft.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    publish(call, draft, "/quality/forms/evaluations", "EvaluationFormResponse")
}
