//! `/api/v2/guides`: versions of guides and the jobs that publish them, the jobs that delete guides.

pub mod jobs;
pub mod versions;

use std::sync::Arc;

use postern_org::{Organization, Resource};

use crate::{
    call::{Call, Handler},
    fault::Fault,
};

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("delete_guide_jobs", Handler::Write(jobs::delete::handle)),
    ("get_guide_job", Handler::Read(jobs::get::handle)),
    ("post_guide_versions", Handler::Write(versions::create::handle)),
    ("post_guide_version_jobs", Handler::Write(versions::jobs::create::handle)),
    ("get_guide_version_job", Handler::Read(versions::jobs::get::handle)),
];

/// The guide of the request.
fn found(call: &Call<'_>, organization: &Organization) -> Result<Arc<Resource>, Fault> {
    organization.resources().get(&format!("/guides/{}", call.param("guideId"))).map(Arc::clone).ok_or_else(Fault::not_found)
}
