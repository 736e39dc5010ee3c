//! `GET /api/v2/casemanagement/caseplans/{caseplanId}/versions/{versionId}`: a version, by number or as `latest`.

use crate::{
    api::casemanagement::caseplans::version,
    call::{Answer, Call, Reply},
    generic,
};

/// Answers `Caseplan`.
pub fn handle(call: &Call<'_>) -> Answer {
    let version = version(call, &call.organization)?;
    Reply::json(&generic::shown(call, &call.organization, &version))
}
