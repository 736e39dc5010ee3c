//! `GET /api/v2/scim/v2/schemas`: every schema. No permission needed.

use postern_scim::schema::{SCHEMAS, schema};

use super::super::{base, listing, refuse_filter};
use crate::call::{Answer, Call};

/// Answers `ScimV2SchemaListResponse`.
pub fn handle(call: &Call<'_>) -> Answer {
    refuse_filter(call)?;
    let base = base(call);
    listing::list(SCHEMAS.iter().map(|one| schema(one, &base)).collect(), SCHEMAS.len(), 1)
}
