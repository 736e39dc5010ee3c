//! `POST /api/v2/architect/prompts/{promptId}/resources`: a prompt in another language.

use postern_org::Draft;

use crate::call::{Answer, Call};

/// Answers `PromptAsset` with the address that takes its recording.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    super::write(call, draft)
}
