//! People found by what another system calls them.

use postern_model::User;
use serde_json::Value;

use crate::Organization;

impl Organization {
    /// The one live person whom `authority` knows as `key`; nobody, when there are several. External ids are in the
    /// person's `externalIds`, as SCIM (`authority`, `value`) or the platform API (`authorityName`, `externalKey`) spells
    /// them; both are compared letter by letter.
    // A plain walk: it is asked only for whom no address is known.
    pub fn user_with_external_id(&self, authority: &str, key: &str) -> Option<&User> {
        let is_it = |id: &Value, names: [&str; 2], wanted: &str| {
            names.iter().any(|name| id.get(*name).and_then(Value::as_str).is_some_and(|text| !text.is_empty() && text == wanted))
        };
        let known_as = |user: &&User| {
            let ids = user.other.get("externalIds").and_then(Value::as_array);
            ids.into_iter()
                .flatten()
                .any(|id| is_it(id, ["authority", "authorityName"], authority) && is_it(id, ["value", "externalKey"], key))
        };
        let mut found = self.users().filter(known_as);
        found.next().filter(|_| found.next().is_none())
    }
}
