//! `POST /api/v2/architect/grammars/{grammarId}/languages/{languageCode}/files/dtmf`: where the file is to be put.

use crate::call::{Answer, Call};

/// Answers `UploadUrlResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    super::super::expect(call, "dtmf")
}
