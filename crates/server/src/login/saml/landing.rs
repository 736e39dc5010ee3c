//! Where to land after a response that nobody here asked for. `ServiceName` is signed, but chosen elsewhere; `RelayState`
//! comes from whoever made the form. Neither is followed unless it is a known place: a path of this host, or exactly a
//! registered redirect URI of an active client (inferred; an open redirect would lend out this host's good name).

use postern_model::ClientState;
use postern_org::Organization;

use crate::{login::then::Then, platform::Platform};

/// Where nobody said where.
pub(super) const NOWHERE: &str = "/signed-in";
/// The most bytes that a relay state may have (bindings §3.4.3).
const LONGEST_RELAY: usize = 80;

/// The place, and how it was found.
pub(super) fn find(platform: &Platform, organization: &Organization, service: Option<&str>, relay: Option<&str>) -> (String, &'static str) {
    if let Some(place) = service.and_then(|name| known(platform, organization, name)) {
        return (place, "where the attribute `ServiceName` says");
    }
    if let Some(place) = relay.filter(|relay| relay.len() <= LONGEST_RELAY).and_then(|relay| known(platform, organization, relay)) {
        return (place, "where `RelayState` says");
    }
    let text = match (service, relay) {
        (None, None) => "nothing says where",
        _ => "neither `ServiceName` nor `RelayState` is a known place",
    };
    (NOWHERE.to_owned(), text)
}

fn known(platform: &Platform, organization: &Organization, place: &str) -> Option<String> {
    let local = place.strip_prefix(platform.url.as_str()).filter(|rest| rest.starts_with('/')).unwrap_or(place);
    if let Some(then) = Then::parse(local) {
        return Some(then.as_str().to_owned());
    }
    let mut clients = organization.clients().filter(|client| client.state == ClientState::Active);
    let registered = clients.any(|client| client.redirect_uris.iter().any(|uri| uri == place));
    (registered && (place.starts_with("https://") || place.starts_with("http://"))).then(|| place.to_owned())
}
