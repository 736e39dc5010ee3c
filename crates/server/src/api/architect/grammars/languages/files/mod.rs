//! The files of a grammar in one language: one for speech, one for keys.

pub mod dtmf;
pub mod voice;

use postern_org::{Draft, Refusal};
use serde_json::json;

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    files::Upload,
};

/// Answers `UploadUrlResponse`: where the file of this kind is to be put.
fn expect(call: &Call<'_>, kind: &str) -> Answer {
    let language = format!("/architect/grammars/{}/languages/{}", call.param("grammarId"), call.param("languageCode"));
    call.organization.resources().get(&language).ok_or_else(Fault::not_found)?;
    let path = format!("{language}/files/{kind}");
    Reply::json(&json!({ "url": call.presigned(&path), "uploadKey": path, "headers": {} }))
}

/// A file has come in: its size and the moment are noted. The grammar itself is not read.
pub(crate) fn receive(draft: &mut Draft<'_>, upload: &Upload<'_>) -> Result<(), Refusal> {
    let (language, kind) = upload.path.rsplit_once("/files/").ok_or_else(Refusal::not_found)?;
    let mut entity = draft.resources().get(language).map(|language| language.entity.clone()).ok_or_else(Refusal::not_found)?;
    let mut about = entity.get(&format!("{kind}FileMetadata")).cloned().unwrap_or_else(|| json!({}));
    about["fileSizeBytes"] = json!(upload.body.len());
    about["dateUploaded"] = json!(draft.now());
    entity.insert(format!("{kind}FileMetadata"), about);
    draft.put_resource(language, entity);
    Ok(())
}
