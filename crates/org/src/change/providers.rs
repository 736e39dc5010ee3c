//! Identity providers: what a record must hold, and the switch that makes them the only way in.
//!
//! The switch is `disabled` of the provider `purecloud` (inferred; setting `sso.switch`). While it is on, at least one other
//! provider stays enabled. A record has no version: the last write wins.

use postern_model::{Provider, settings::SsoSwitch};
use serde_json::{Map, Value};

use super::difference;
use crate::{Draft, Organization, Refusal, certificate};

/// How many providers an organization may have, its own login aside (help centre).
pub const LIMIT: usize = 30;
/// How many certificates one provider may have (help centre).
pub const MOST_CERTIFICATES: usize = 5;
/// How many bytes a logo may have: 25 kB, taken as 25 × 1,024 (help centre).
pub const LARGEST_LOGO: usize = 25_600;

/// A kind of provider. The fixed kinds are singletons whose id is the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    form: Form,
}

/// What is asked of a record of a kind, from the codes that its operations declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The platform's own login: nothing but `disabled`.
    Login,
    /// A known product: where it is, and its certificates.
    Product,
    /// Any SAML provider: a name of its own as well, and a logo of bounded size.
    Any,
}

/// The fixed kinds.
pub const FIXED: [Kind; 11] = [
    Kind { name: "adfs", form: Form::Product },
    Kind { name: "cic", form: Form::Product },
    Kind { name: "generic", form: Form::Any },
    Kind { name: "gsuite", form: Form::Product },
    Kind { name: "identitynow", form: Form::Product },
    Kind { name: "okta", form: Form::Product },
    Kind { name: "onelogin", form: Form::Product },
    Kind { name: "ping", form: Form::Product },
    Kind { name: Provider::PURECLOUD, form: Form::Login },
    Kind { name: "pureengage", form: Form::Product },
    Kind { name: "salesforce", form: Form::Product },
];

/// Providers of the multi-provider form: any number of them, each with an id of its own.
pub const CUSTOM: Kind = Kind { name: "custom", form: Form::Any };

impl Kind {
    /// The fixed kind with this name.
    pub fn fixed(name: &str) -> Option<Self> {
        FIXED.into_iter().find(|kind| kind.name == name)
    }
}

impl Organization {
    /// The provider of a fixed kind. The platform's own login is always there, and on until it is switched off.
    pub fn fixed_provider(&self, kind: Kind) -> Option<Provider> {
        let untouched = || Provider { id: kind.name.to_owned(), kind: kind.name.to_owned(), disabled: false, other: Map::new() };
        self.provider(kind.name).cloned().or_else(|| (kind.form == Form::Login).then(untouched))
    }

    /// A provider of the multi-provider form.
    pub fn custom_provider(&self, id: &str) -> Option<&Provider> {
        self.provider(&id.to_lowercase()).filter(|provider| provider.kind == CUSTOM.name)
    }

    /// Every provider but the platform's own login, in order of id.
    pub fn third_party_providers(&self) -> impl Iterator<Item = &Provider> {
        self.providers().filter(|provider| provider.id != Provider::PURECLOUD)
    }

    /// Whether people can sign in through single sign-on only.
    pub fn is_sso_only(&self) -> bool {
        self.profile().settings.sso_switch == SsoSwitch::PurecloudProvider
            && self.provider(Provider::PURECLOUD).is_some_and(|login| login.disabled)
    }
}

/// Writes the record of a fixed kind: it replaces what was there.
pub fn put_fixed(draft: &mut Draft<'_>, kind: Kind, record: Map<String, Value>) -> Result<Provider, Refusal> {
    put(draft, kind, kind.name.to_owned(), record)
}

/// Creates a custom provider.
pub fn create(draft: &mut Draft<'_>, record: Map<String, Value>) -> Result<Provider, Refusal> {
    let id = draft.fresh_id::<Provider>().to_string();
    put(draft, CUSTOM, id, record)
}

/// Replaces the record of a custom provider.
pub fn replace(draft: &mut Draft<'_>, id: &str, record: Map<String, Value>) -> Result<Provider, Refusal> {
    let id = draft.custom_provider(id).ok_or_else(Refusal::not_found)?.id.clone();
    put(draft, CUSTOM, id, record)
}

/// Removes a provider. Removing the platform's own login brings it back to what it was at first: on.
pub fn remove(draft: &mut Draft<'_>, id: &str) -> Result<(), Refusal> {
    let login = id == Provider::PURECLOUD;
    let Some(provider) = draft.provider(id).cloned() else {
        return if login { Ok(()) } else { Err(Refusal::not_found()) };
    };
    draft.remove_provider(id);
    check_way_in(draft, &provider)?;
    draft.log("PeoplePermissions", "Delete", (ENTITY, id, name_of(&provider)), Vec::new());
    Ok(())
}

const ENTITY: &str = "IdentityProvider";

fn put(draft: &mut Draft<'_>, kind: Kind, id: String, record: Map<String, Value>) -> Result<Provider, Refusal> {
    let provider = provider(kind, id, record);
    check_record(draft, kind, &provider.other)?;
    let old = draft.provider(&provider.id).cloned();
    if old.is_none() && kind.form != Form::Login && draft.third_party_providers().count() >= LIMIT {
        return Err(Refusal::bad("bad.request", format!("the organization has {LIMIT} identity providers; that is the most it may have")));
    }
    draft.put_provider(provider.clone());
    check_way_in(draft, &provider)?;
    let action = if old.is_some() { "Update" } else { "Create" };
    let changes = difference::between(&old.as_ref().map(members).unwrap_or_default(), &members(&provider));
    draft.log("PeoplePermissions", action, (ENTITY, &provider.id, name_of(&provider)), changes);
    Ok(provider)
}

/// The stored form of a record as it was sent. Of several certificates none stands alone: clients read `certificate` first.
fn provider(kind: Kind, id: String, mut record: Map<String, Value>) -> Provider {
    record.retain(|name, value| !value.is_null() && !matches!(name.as_str(), "id" | "selfUri"));
    let disabled = record.remove("disabled").and_then(|value| value.as_bool()).unwrap_or(false);
    if record.get("certificates").and_then(Value::as_array).is_some_and(|certificates| certificates.len() > 1) {
        record.remove("certificate");
    }
    Provider { id, kind: kind.name.to_owned(), disabled, other: record }
}

fn members(provider: &Provider) -> Map<String, Value> {
    let mut members = provider.other.clone();
    members.insert("disabled".to_owned(), provider.disabled.into());
    members
}

/// What the audit trail calls a provider.
fn name_of(provider: &Provider) -> &str {
    text(&provider.other, "name").unwrap_or(&provider.id)
}

/// The text of a field; empty is the same as absent.
fn text<'a>(record: &'a Map<String, Value>, field: &str) -> Option<&'a str> {
    record.get(field).and_then(Value::as_str).filter(|text| !text.is_empty())
}

fn check_record(draft: &Draft<'_>, kind: Kind, record: &Map<String, Value>) -> Result<(), Refusal> {
    if kind.form == Form::Login {
        return Ok(());
    }
    if kind.form == Form::Any {
        check_name_and_logo(record)?;
    }
    if !text(record, "ssoTargetURI").is_some_and(is_https) {
        return Err(Refusal::bad(
            "invalid.target.url",
            "`ssoTargetURI` must be an https address, such as `https://login.example.com/saml`",
        ));
    }
    if text(record, "issuerURI").is_none() {
        return Err(Refusal::bad("missing.issuer.uri", "`issuerURI` must be given: the entity id of the identity provider"));
    }
    check_certificates(draft, record)
}

fn check_name_and_logo(record: &Map<String, Value>) -> Result<(), Refusal> {
    if text(record, "name").is_none_or(|name| name.trim().is_empty()) {
        return Err(Refusal::bad("missing.provider.name", "`name` must be given"));
    }
    // Base64: four characters for three bytes.
    let logo = text(record, "logoImageData").map_or(0, |logo| logo.trim_end_matches('=').len() * 3 / 4);
    if logo > LARGEST_LOGO {
        let text = format!("`logoImageData` holds {logo} bytes; a logo may have at most {LARGEST_LOGO}");
        return Err(Refusal::bad("provider.logo.too.large", text));
    }
    Ok(())
}

/// Whether an address is `https` with a host. Only its look is checked; people's browsers go there, Postern does not.
fn is_https(address: &str) -> bool {
    const SCHEME: &str = "https://";
    let scheme = address.get(..SCHEME.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(SCHEME));
    let host = address.get(SCHEME.len()..).and_then(|rest| rest.split(['/', '?', '#', '\\']).next()).unwrap_or_default();
    scheme && !host.is_empty() && !address.contains(|c: char| c.is_whitespace() || c.is_control())
}

fn check_certificates(draft: &Draft<'_>, record: &Map<String, Value>) -> Result<(), Refusal> {
    let several = record.get("certificates").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if several.len() > MOST_CERTIFICATES {
        let text = format!("`certificates` holds {} certificates; at most {MOST_CERTIFICATES} are allowed", several.len());
        return Err(Refusal::bad("bad.request", text));
    }
    if let Some(single) = text(record, "certificate") {
        certificate::check("certificate", single, draft.now())?;
    }
    let check = |(at, certificate): (usize, &Value)| {
        certificate::check(&format!("certificates[{at}]"), certificate.as_str().unwrap_or_default(), draft.now())
    };
    several.iter().enumerate().try_for_each(check)
}

/// INVARIANT: while single sign-on is the only way in, at least one identity provider is enabled. `changed` is what this
/// change wrote or removed.
fn check_way_in(draft: &Draft<'_>, changed: &Provider) -> Result<(), Refusal> {
    if !draft.is_sso_only() || draft.third_party_providers().any(|provider| !provider.disabled) {
        return Ok(());
    }
    if changed.id == Provider::PURECLOUD {
        let text = "the platform's own login cannot be disabled: no other identity provider is enabled, so nobody could sign in";
        return Err(Refusal::bad("bad.request", text));
    }
    let status = draft.profile().settings.sso_last_provider_status;
    let code = if status == 409 { "request.conflict" } else { "bad.request" };
    let text =
        format!("`{}` is the last enabled identity provider, and the platform's own login is disabled: nobody could sign in", changed.id);
    Err(Refusal::new(status, code, text))
}
