//! Addresses, as people type them.

use super::{is_id, plain};
use crate::{Presented, Seen};

/// Takes in an address: host, path, and what [`queried`] keeps of the query. The rest is dropped, and with it tokens that somebody
/// put there.
pub(super) fn read(seen: &mut Seen, url: &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (place, query) = rest.split_once(['?', '#']).unwrap_or((rest, ""));
    let (authority, path) = place.find('/').map_or((place, "/"), |slash| place.split_at(slash));
    let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    if let Some(user) = user {
        seen.presented = Presented::Basic;
        seen.client = user.split(':').next().and_then(name);
    }
    if query.split(['&', '#']).any(|pair| pair.starts_with("access_token=")) {
        seen.presented = Presented::Bearer;
    }
    seen.query = queried(query.split('#').next().unwrap_or_default());
    seen.host = Some(host.to_ascii_lowercase()).filter(|host| !host.is_empty() && !is_variable(host));
    seen.path = Some(plain(path)).filter(|path| !path.is_empty());
}

/// What of a query may be kept: ids, under the names that say what is touched. A token or a secret stands under another name.
pub fn queried(query: &str) -> Vec<(String, String)> {
    let named = |name: &str| postern_decide::target::queried().any(|known| known == name);
    form_urlencoded::parse(query.as_bytes()).into_owned().filter(|(name, value)| named(name) && is_id(value)).collect()
}

/// The text, unless a shell or a template was to fill it in.
pub(super) fn name(text: &str) -> Option<String> {
    Some(plain(text)).filter(|text| !text.is_empty() && !is_variable(text))
}

/// Whether a text holds something that was to be filled in.
pub(super) fn is_variable(text: &str) -> bool {
    text.contains(['$', '{', '<', '%'])
}
