//! `/api/v2/outbound/dnclists`: the entries of do-not-contact lists.

pub mod export;
pub mod phonenumbers;

use postern_org::Draft;
use serde_json::{Value, json};

use crate::{call::Call, fault::Fault, stored};

/// The path of the list that a request names.
fn path(call: &Call<'_>) -> String {
    format!("/outbound/dnclists/{}", call.param("dncListId"))
}

/// The path of the list, if it is there and its entries are the organization's own: those of a licensed provider are not.
fn own(call: &Call<'_>, draft: &Draft<'_>) -> Result<String, Fault> {
    let path = path(call);
    let list = draft.resources().get(&path).ok_or_else(|| Fault::new(404, "dnc.list.not.found", "there is no such DNC list"))?;
    match list.entity.get("dncSourceType").and_then(Value::as_str) {
        Some("rds" | "rds_custom") | None => Ok(path),
        Some(kind) => {
            let text = format!("the entries of a list of the type `{kind}` are the provider's");
            Err(Fault::new(400, "dnc.source.operation.not.supported", text))
        }
    }
}

/// Adds entries or moves their ends.
fn add(draft: &mut Draft<'_>, path: &str, entries: &[String], expires: Option<&str>) -> Result<(), Fault> {
    for entry in entries {
        if entry.contains('/') {
            return Err(Fault::bad_request(format!("`{entry}` is no entry: it holds a slash")));
        }
        let mut entity = stored::object(json!({ "id": entry }));
        if let Some(expires) = expires.filter(|expires| !expires.is_empty()) {
            entity.insert("expirationDateTime".to_owned(), expires.into());
        }
        draft.put_resource(&format!("{path}/phonenumbers/{entry}"), entity);
    }
    count(draft, path)
}

/// Notes in the list how many entries it has.
fn count(draft: &mut Draft<'_>, path: &str) -> Result<(), Fault> {
    let size = draft.resources().count(&format!("{path}/phonenumbers"));
    stored::amend(draft, path, json!({ "size": size })).map(|_| ())
}
