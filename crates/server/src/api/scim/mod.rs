//! `/api/v2/scim` and `/api/v2/scim/v2`: SCIM 2.0 (RFC 7643, RFC 7644). Every operation has two spellings and one handler.
//!
//! Behind the door everything is said in SCIM's own shapes, errors too (RFC 7644 §3.12).

pub mod groups;
mod listing;
pub mod resourcetypes;
pub mod schemas;
pub mod serviceproviderconfig;
mod tags;
pub mod users;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use postern_org::change::scim::{Provisioner, entity_tag};
use postern_scim::ScimType;
use serde_json::{Map, Value, json};

use crate::{
    call::{Answer, Call, Handler, Reply},
    fault::Fault,
};

/// The media type of SCIM.
pub(crate) const MEDIA: &str = "application/scim+json";

const ROWS: &[[(&str, Handler); 2]] = &[
    both("get_scim_groups", "get_scim_v2_groups", Handler::Read(groups::list::handle)),
    both("get_scim_group", "get_scim_v2_group", Handler::Read(groups::get::handle)),
    both("put_scim_group", "put_scim_v2_group", Handler::Write(groups::put::handle)),
    both("patch_scim_group", "patch_scim_v2_group", Handler::Write(groups::patch::handle)),
    both("get_scim_resourcetypes", "get_scim_v2_resourcetypes", Handler::Read(resourcetypes::list::handle)),
    both("get_scim_resourcetype", "get_scim_v2_resourcetype", Handler::Read(resourcetypes::get::handle)),
    both("get_scim_schemas", "get_scim_v2_schemas", Handler::Read(schemas::list::handle)),
    both("get_scim_schema", "get_scim_v2_schema", Handler::Read(schemas::get::handle)),
    both("get_scim_serviceproviderconfig", "get_scim_v2_serviceproviderconfig", Handler::Read(serviceproviderconfig::get::handle)),
    both("get_scim_users", "get_scim_v2_users", Handler::Read(users::list::handle)),
    both("post_scim_users", "post_scim_v2_users", Handler::Write(users::create::handle)),
    both("get_scim_user", "get_scim_v2_user", Handler::Read(users::get::handle)),
    both("put_scim_user", "put_scim_v2_user", Handler::Write(users::put::handle)),
    both("patch_scim_user", "patch_scim_v2_user", Handler::Write(users::patch::handle)),
    both("delete_scim_user", "delete_scim_v2_user", Handler::Write(users::delete::handle)),
];

/// Built operations.
pub const TABLE: &[(&str, Handler)] = ROWS.as_flattened();

const fn both(plain: &'static str, versioned: &'static str, handler: Handler) -> [(&'static str, Handler); 2] {
    [(plain, handler), (versioned, handler)]
}

/// The address that resources are under, spelt as the request spells it.
fn base(call: &Call<'_>) -> String {
    let spelling = if call.operation.path.starts_with("/api/v2/scim/v2/") { "/api/v2/scim/v2" } else { "/api/v2/scim" };
    format!("{}{spelling}", call.platform.url)
}

/// Who provisions, under the address of [`base`].
fn provisioner<'b>(call: &Call<'_>, base: &'b str) -> Provisioner<'b> {
    Provisioner { base, client: call.token.client }
}

/// One resource with its entity tag.
fn resource(status: StatusCode, version: u64, view: &Map<String, Value>) -> Answer {
    Ok(Reply::with(status, view)?.header(header::ETAG, &entity_tag(version)))
}

/// The media type of an answer: SCIM, unless the client reads plain JSON only (API description: produces).
pub(crate) fn answer_media(headers: &HeaderMap) -> HeaderValue {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let plain = accepted.contains("application/json") && !accepted.contains(MEDIA);
    HeaderValue::from_static(if plain { "application/json" } else { MEDIA })
}

/// A refusal as SCIM says it (RFC 7644 §3.12).
pub(crate) fn error_body(fault: &Fault) -> Vec<u8> {
    let mut body = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
        "status": fault.status.to_string(),
        "detail": fault.message,
    });
    if let (Some(kind), Some(body)) = (scim_type(fault), body.as_object_mut()) {
        body.insert("scimType".to_owned(), json!(kind));
    }
    serde_json::to_vec(&body).unwrap_or_default()
}

/// The kind of a bad request; the platform's own codes have the nearest one.
fn scim_type(fault: &Fault) -> Option<&'static str> {
    let own = ScimType::NAMES.iter().find(|(_, name)| *name == fault.code).map(|(_, name)| *name);
    own.or_else(|| match (fault.status, fault.code) {
        (409, _) => Some(ScimType::Uniqueness.name()),
        (400, "bad.request") => Some(ScimType::InvalidSyntax.name()),
        (400, _) => Some(ScimType::InvalidValue.name()),
        _ => None,
    })
}

/// What SCIM does not filter is refused, not shown whole (RFC 7644 §4; API description).
fn refuse_filter(call: &Call<'_>) -> Result<(), Fault> {
    match call.query.get("filter") {
        Some(_) => Err(Fault::new(403, "forbidden", "what the service says of itself cannot be filtered")),
        None => Ok(()),
    }
}
