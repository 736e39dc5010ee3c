//! `GET /api/v2/guides/{guideId}/versions/{versionId}/jobs/{jobId}`: how far a job is.

use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    generic,
};

/// Answers `GuideVersionPublishJob`.
pub fn handle(call: &Call<'_>) -> Answer {
    let path = format!("/guides/{}/versions/{}/jobs/{}", call.param("guideId"), call.param("versionId"), call.param("jobId"));
    let job = call.organization.resources().get(&path).ok_or_else(Fault::not_found)?;
    Reply::json(&generic::shown(call, &call.organization, job))
}
