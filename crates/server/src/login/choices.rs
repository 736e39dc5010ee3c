//! The identity providers that people choose from.

use base64::{Engine, engine::general_purpose::STANDARD};
use form_urlencoded::byte_serialize;
use postern_model::Provider;
use postern_org::Organization;
use serde_json::Value;

use super::then::Then;

/// How many stand on the page by themselves; the others are in a list (help centre).
pub(super) const PROMINENT: usize = 6;

/// The products behind the fixed kinds, by their makers' names.
const PRODUCTS: [(&str, &str); 10] = [
    ("adfs", "Microsoft AD FS"),
    ("cic", "CIC"),
    ("generic", "Single sign-on"),
    ("gsuite", "Google Workspace"),
    ("identitynow", "IdentityNow"),
    ("okta", "Okta"),
    ("onelogin", "OneLogin"),
    ("ping", "PingOne"),
    ("pureengage", "PureEngage"),
    ("salesforce", "Salesforce"),
];

/// One of them, as a link.
pub(super) struct Choice {
    pub(super) label: String,
    pub(super) address: String,
    /// An SVG picture as a `data:` address.
    pub(super) logo: Option<String>,
}

/// Those that can be chosen, in order of name.
pub(super) fn of(organization: &Organization, then: &Then, anew: bool) -> Vec<Choice> {
    let shown = |provider: &&Provider| provider.other.get("displayOnLogin").and_then(Value::as_bool).unwrap_or(true);
    let choice = |provider: &Provider| Choice { label: label(provider), address: address(&provider.id, then, anew), logo: logo(provider) };
    let mut choices: Vec<Choice> = enabled(organization).filter(shown).map(choice).collect();
    choices.sort_by_key(|choice| choice.label.to_lowercase());
    choices
}

/// The one that a client chose with `provider`: by its id, which is the documented word for those that have one; else by name.
pub(super) fn named<'o>(organization: &'o Organization, name: &str) -> Option<&'o Provider> {
    let by_id = enabled(organization).find(|provider| provider.id.eq_ignore_ascii_case(name));
    by_id.or_else(|| enabled(organization).find(|provider| label(provider).eq_ignore_ascii_case(name)))
}

/// Where a sign-in through a provider begins. `anew`: the provider is to ask even whom it knows.
pub(super) fn address(provider: &str, then: &Then, anew: bool) -> String {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let force = if anew { "&forceAuthn=true" } else { "" };
    format!("/saml/login?provider={}&then={}{force}", encoded(provider), encoded(then.as_str()))
}

fn enabled(organization: &Organization) -> impl Iterator<Item = &Provider> {
    organization.third_party_providers().filter(|provider| !provider.disabled)
}

fn text<'p>(provider: &'p Provider, field: &str) -> Option<&'p str> {
    provider.other.get(field).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

fn label(provider: &Provider) -> String {
    let product = PRODUCTS.iter().find(|(kind, _)| *kind == provider.kind).map(|(_, name)| *name);
    let label = text(provider, "name").or_else(|| text(provider, "providerName")).or(product);
    label.unwrap_or(&provider.id).chars().take(80).collect()
}

/// Only SVG is documented. As a picture it runs no script and fetches nothing.
fn logo(provider: &Provider) -> Option<String> {
    let picture = STANDARD.decode(text(provider, "logoImageData")?).ok()?;
    let svg = std::str::from_utf8(&picture).ok()?.trim_start_matches('\u{feff}').trim_start();
    let is_svg = svg.starts_with("<svg") || svg.starts_with("<?xml") && svg.contains("<svg");
    is_svg.then(|| format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg)))
}
