//! Members of a person as they are kept.

use serde_json::{Map, Value};

/// `null` is nothing, and contacts lose what is worked out when they are shown.
pub(super) fn written(mut members: Map<String, Value>) -> Map<String, Value> {
    members.retain(|_, value| !value.is_null());
    if let Some(Value::Array(contacts)) = members.get_mut("addresses") {
        contacts.iter_mut().filter_map(Value::as_object_mut).for_each(write_contact);
    }
    members
}

/// `display` is worked out from number and extension. Only an extension outside every pool is shown by nothing but its
/// display, so sent back it stands for the extension (Terraform provider).
fn write_contact(contact: &mut Map<String, Value>) {
    contact.retain(|_, value| !value.is_null());
    let display = contact.remove("display");
    if let (Some(display), false) = (display, contact.contains_key("address") || contact.contains_key("extension")) {
        contact.insert("extension".to_owned(), display);
    }
}
