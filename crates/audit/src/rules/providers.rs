//! Whether somebody can sign in through an identity provider.

use postern_model::{Provider, Timestamp};
use postern_org::certificate;
use serde_json::Value;

/// The certificates of a record, each with the field that it stands in.
pub(super) fn certificates(provider: &Provider) -> Vec<(String, &str)> {
    let list = provider.other.get("certificates").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut found: Vec<(String, &str)> = Vec::new();
    for (at, text) in list.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_str()?))) {
        found.push((format!("certificates[{at}]"), text));
    }
    // The one slot of the older form often repeats one of the list.
    let single = provider.other.get("certificate").and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    if let Some(text) = single.filter(|text| !found.iter().any(|(_, other)| other.trim() == text.trim())) {
        found.push(("certificate".to_owned(), text));
    }
    found
}

/// Why nobody can sign in through it, if so.
pub(crate) fn broken(provider: &Provider, now: Timestamp) -> Option<String> {
    if provider.disabled {
        return Some("it is disabled".to_owned());
    }
    for field in ["ssoTargetURI", "issuerURI"] {
        let there = provider.other.get(field).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty());
        if !there {
            return Some(format!("it has no `{field}`"));
        }
    }
    let certificates = certificates(provider);
    if certificates.is_empty() {
        return Some("it has no certificate".to_owned());
    }
    let faults = certificates.iter().map(|(field, text)| certificate::check(field, text, now).err());
    let faults: Option<Vec<String>> = faults.map(|fault| fault.map(|refusal| refusal.message)).collect();
    faults.map(|faults| faults.join("; "))
}
