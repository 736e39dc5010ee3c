//! `GET /api/v2/presencedefinitions`: shipped definitions and the organization's own. Deactivated ones are shown if asked for.

use postern_org::Resource;
use serde_json::Value;

use crate::{
    call::{Answer, Call},
    paging::page_of,
    realtime::presence,
};

/// Answers `OrganizationPresenceEntityListing`.
pub fn handle(call: &Call<'_>) -> Answer {
    let wanted = call.query.get("deleted").unwrap_or("false").to_lowercase();
    let deactivated = |definition: &Resource| definition.entity.get("deactivated") == Some(&Value::Bool(true));
    let mut all = presence::definitions(&call.organization);
    all.retain(|definition| wanted == "all" || deactivated(definition) == (wanted == "true"));
    page_of(call, all, |definition| super::view(&definition))
}
