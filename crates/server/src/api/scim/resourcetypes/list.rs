//! `GET /api/v2/scim/v2/resourcetypes`: every resource type. No permission needed.

use postern_scim::schema::{RESOURCE_TYPES, resource_type};

use super::super::{base, listing, refuse_filter};
use crate::call::{Answer, Call};

/// Answers `ScimConfigResourceTypesListResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    refuse_filter(call)?;
    let base = base(call);
    listing::list(RESOURCE_TYPES.iter().map(|one| resource_type(one, &base)).collect(), RESOURCE_TYPES.len(), 1)
}
