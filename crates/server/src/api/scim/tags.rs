//! Entity tags (RFC 7644 §3.14).

use axum::http::{HeaderName, header};
use postern_org::change::scim::entity_tag;
use postern_scim::ScimType;

use crate::{call::Call, fault::Fault};

/// Refuses a write that was meant for another version (`If-Match`).
pub(super) fn check_current(call: &Call<'_>, version: u64) -> Result<(), Fault> {
    if !call.headers.contains_key(header::IF_MATCH) || names(call, header::IF_MATCH, version) {
        return Ok(());
    }
    let given = given(call, header::IF_MATCH).collect::<Vec<_>>().join(", ");
    let status = call.organization.profile().settings.scim_stale_etag_status;
    let text = format!("the ETag `{given}` is not the current one, `{}`", entity_tag(version));
    Err(Fault::new(status, ScimType::InvalidVers.name(), text))
}

/// Whether the client has this version already (`If-None-Match`).
pub(super) fn is_known(call: &Call<'_>, version: u64) -> bool {
    names(call, header::IF_NONE_MATCH, version)
}

fn given<'c>(call: &'c Call<'_>, header: HeaderName) -> impl Iterator<Item = &'c str> {
    call.headers.get_all(header).into_iter().filter_map(|value| value.to_str().ok()).map(str::trim)
}

/// Whether a header names this version. A weak tag names it too, and one without its quotes.
fn names(call: &Call<'_>, header: HeaderName, version: u64) -> bool {
    let (tag, any) = (version.to_string(), "*");
    let tags = given(call, header).flat_map(|value| value.split(',')).map(str::trim);
    tags.map(|given| given.trim_start_matches("W/").trim_matches('"')).any(|given| given == tag || given == any)
}
