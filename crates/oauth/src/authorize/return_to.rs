//! Who asks, and where the answer goes.

use form_urlencoded::byte_serialize;
use postern_model::{Client, Id};

use super::{NotAnswerable, Query, code};

/// The longest `state` that is carried, in bytes.
const LONGEST_STATE: usize = 4096;
/// Schemes that run or read something in the browser itself. No sign-in ends at one.
const NOT_PLACES: [&str; 7] = ["about", "blob", "data", "file", "filesystem", "javascript", "vbscript"];

/// The client that asks, as far as the query tells.
///
/// # Errors
///
/// No id, several, or what is none.
pub fn client_id(query: &Query<'_>) -> Result<Id<Client>, NotAnswerable> {
    let bad = |text: &str| NotAnswerable { code: code::CLIENT, title: "Unknown application", text: text.to_owned() };
    if query.has_several("client_id") {
        return Err(bad("The parameter client_id appears more than once in the address. Send it once."));
    }
    let text = query.get("client_id").ok_or_else(|| bad("The parameter client_id is missing. Send the id of an OAuth client."))?;
    Id::parse(text).ok_or_else(|| bad("The parameter client_id is not the id of an OAuth client: those are UUIDs."))
}

/// Where a client is answered: its redirect address, in which part of it, and with which `state`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnTo {
    /// The registered address.
    pub redirect_uri: String,
    /// Whether answers go to the fragment (RFC 6749 §4.2.2) and not to the query (§4.1.2).
    pub fragment: bool,
    /// `state`, to be sent back as it came.
    pub state: Option<String>,
}

impl ReturnTo {
    /// The address to answer `client` at. It must be registered, character for character (RFC 9700 §4.1.3), and named in the
    /// request even if it is the only one.
    ///
    /// # Errors
    ///
    /// No such address, or one that no browser should be sent to.
    pub fn read(query: &Query<'_>, client: &Client) -> Result<Self, NotAnswerable> {
        let bad = |title: &'static str, text: String| NotAnswerable { code: code::REDIRECT_URI, title, text };
        let name = &client.name;
        if query.has_several("redirect_uri") {
            let text = "The parameter redirect_uri appears more than once in the address. Send it once.";
            return Err(bad("Ambiguous redirect address", text.to_owned()));
        }
        let Some(given) = query.get("redirect_uri") else {
            let text = format!("The parameter redirect_uri is missing. Send one of the addresses registered with the client “{name}”.");
            return Err(bad("Missing redirect address", text));
        };
        if !client.redirect_uris.iter().any(|registered| registered == given) {
            let given: String = given.chars().take(200).collect();
            let text = format!(
                "The address {given} is not registered with the client “{name}”. \
                 Register exactly this address, or send one that is registered: they are compared character for character."
            );
            return Err(bad("Redirect address not registered", text));
        }
        if scheme(given).is_none() || given.contains('#') {
            let text = format!("The address {given} is registered, but nobody can be sent there: give it a scheme and no fragment.");
            return Err(bad("Unusable redirect address", text));
        }
        let state = query.get("state").filter(|state| !query.has_several("state") && state.len() <= LONGEST_STATE);
        Ok(Self {
            redirect_uri: given.to_owned(),
            fragment: query.get("response_type") == Some("token") && !query.has_several("response_type"),
            state: state.map(str::to_owned),
        })
    }

    /// The address with an answer and the `state` in it.
    pub fn address(&self, answer: &[(&str, &str)]) -> String {
        let state = self.state.as_deref().map(|state| ("state", state));
        let pairs = answer.iter().copied().chain(state).map(|(name, value)| format!("{name}={}", encoded(value)));
        let pairs = pairs.collect::<Vec<_>>().join("&");
        let before = match (self.fragment, self.redirect_uri.contains('?')) {
            (true, _) => "#",
            (false, true) if self.redirect_uri.ends_with(['?', '&']) => "",
            (false, true) => "&",
            (false, false) => "?",
        };
        format!("{}{before}{pairs}", self.redirect_uri)
    }
}

/// Blanks become `%20`, which readers of queries and of fragments agree on; `+` they do not.
fn encoded(value: &str) -> String {
    byte_serialize(value.as_bytes()).collect::<String>().replace('+', "%20")
}

/// The scheme of an address that a browser can be sent to, in lower case; `None` for what is no such address.
pub fn scheme(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let alphabet = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let named = scheme.starts_with(|c: char| c.is_ascii_lowercase()) && scheme.chars().all(alphabet);
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic());
    let web = !matches!(scheme.as_str(), "http" | "https") || rest.starts_with("//");
    (named && plain && web && !NOT_PLACES.contains(&scheme.as_str())).then_some(scheme)
}
