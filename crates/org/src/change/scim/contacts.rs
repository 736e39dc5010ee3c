//! E-mail addresses and telephone numbers: SCIM has one of each type, the platform a list of contacts.

use postern_model::User;
use serde_json::{Map, Value, json};

use super::{invalid, items, primary, text};
use crate::Refusal;

/// Which contacts an attribute shows.
struct Slots {
    /// The attribute.
    name: &'static str,
    /// `mediaType` of the contacts.
    media: &'static str,
    /// Its types that are kept as contacts, in the order they are shown.
    types: &'static [&'static str],
}

const EMAILS: Slots = Slots { name: "emails", media: "EMAIL", types: &["work"] };
const PHONES: Slots = Slots {
    name: "phoneNumbers",
    media: "PHONE",
    types: &["work", "work2", "work3", "work4", "home", "mobile", "other", "microsoftteams", "zoomphone", "eightbyeight", "ringcentral"],
};

/// The main address, which is `userName`.
const MAIN: &str = "other";
/// What an address or number without a type is.
const USUAL: &str = "work";

/// The addresses: the main one first.
pub(super) fn emails(user: &User) -> Value {
    let primary = primary::kept(user, EMAILS.name).unwrap_or(MAIN);
    let main = item(MAIN, &user.email, primary == MAIN);
    std::iter::once(main).chain(shown(user, &EMAILS, Some(primary))).collect()
}

/// The numbers.
pub(super) fn phone_numbers(user: &User) -> Value {
    shown(user, &PHONES, primary::kept(user, PHONES.name)).collect()
}

fn item(kind: &str, value: &str, primary: bool) -> Value {
    json!({ "type": kind, "value": value, "primary": primary })
}

fn shown<'u>(user: &'u User, slots: &'static Slots, primary: Option<&'u str>) -> impl Iterator<Item = Value> {
    let contacts = user.other.get("addresses").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    slots.types.iter().filter_map(move |kind| {
        let contact = contacts.iter().find(|contact| is_of(contact, slots, kind))?;
        Some(item(kind, value(contact)?, primary == Some(*kind)))
    })
}

/// Whether a contact is the one that stands for this type.
fn is_of(contact: &Value, slots: &Slots, kind: &str) -> bool {
    let is = |name: &str| contact.get(name).and_then(Value::as_str).is_some_and(|held| held.eq_ignore_ascii_case(kind));
    let integration = contact.get("integration").is_some();
    contact.get("mediaType").and_then(Value::as_str) == Some(slots.media) && if integration { is("integration") } else { is("type") }
}

/// The number of a contact, or the extension where there is none.
fn value(contact: &Value) -> Option<&str> {
    contact.get("address").or_else(|| contact.get("extension")).and_then(Value::as_str)
}

/// Makes the person's contacts those of the resource. What SCIM has no type for stays.
pub(super) fn write(user: &mut User, document: &Map<String, Value>) -> Result<(), Refusal> {
    let mut contacts = match user.other.remove("addresses") {
        Some(Value::Array(contacts)) => contacts,
        _ => Vec::new(),
    };
    for slots in [&EMAILS, &PHONES] {
        let wanted = wanted(slots, document)?;
        for kind in slots.types {
            let wanted = wanted.iter().find(|(name, _)| name == kind).map(|(_, value)| *value);
            put(&mut contacts, slots, kind, wanted);
        }
        // The main address is the primary one unless another is.
        let primary = primary::named(document, slots.name, "type")?.filter(|kind| slots.types.contains(kind));
        primary::keep(user, slots.name, primary);
    }
    if !contacts.is_empty() {
        user.other.insert("addresses".to_owned(), Value::Array(contacts));
    }
    Ok(())
}

/// The values of an attribute by type. The main address is only shown (help centre): it follows `userName`.
fn wanted<'d>(slots: &Slots, document: &'d Map<String, Value>) -> Result<Vec<(&'d str, &'d str)>, Refusal> {
    let mut wanted = Vec::new();
    for item in items(document, slots.name) {
        let kind = text(item, "type").unwrap_or(USUAL);
        let value = text(item, "value").map(str::trim).filter(|value| !value.is_empty());
        let value = value.ok_or_else(|| invalid(format!("`{}` of type `{kind}` needs a value", slots.name)))?;
        if wanted.iter().any(|(held, _)| *held == kind) {
            return Err(invalid(format!("`{}` can have one value of type `{kind}` only", slots.name)));
        }
        wanted.push((kind, value));
    }
    Ok(wanted)
}

/// Sets the contact that stands for a type, or takes it away. One that shows the value already stays as it is.
fn put(contacts: &mut Vec<Value>, slots: &Slots, kind: &str, wanted: Option<&str>) {
    let at = contacts.iter().position(|contact| is_of(contact, slots, kind));
    match (at.and_then(|at| contacts.get_mut(at)), wanted) {
        (Some(contact), Some(wanted)) if value(contact) == Some(wanted) => {}
        (Some(contact), Some(wanted)) => *contact = contact_of(slots, kind, wanted),
        (None, Some(wanted)) => contacts.push(contact_of(slots, kind, wanted)),
        (_, None) => at.into_iter().for_each(|at| drop(contacts.remove(at))),
    }
}

/// The types that are no types of contacts but integrations.
const INTEGRATIONS: [&str; 4] = ["microsoftteams", "zoomphone", "eightbyeight", "ringcentral"];

fn contact_of(slots: &Slots, kind: &str, address: &str) -> Value {
    if INTEGRATIONS.contains(&kind) {
        json!({ "mediaType": slots.media, "integration": kind, "address": address })
    } else {
        json!({ "mediaType": slots.media, "type": kind.to_uppercase(), "address": address })
    }
}
