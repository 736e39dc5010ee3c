//! Identity providers: what a record must hold, and the switch that makes them the only way in.
//!
//! The switch is `disabled` of the provider `purecloud` (inferred; setting `sso.switch`). While it is on, at least one other
//! provider stays enabled. A record has no version: the last write wins.

mod record;

use postern_model::{Provider, evidence::Piece, settings::SsoSwitch};
use serde_json::{Map, Value};

pub use self::record::{LARGEST_LOGO, MOST_CERTIFICATES};
use super::difference;
use crate::{Draft, Organization, Part, Refusal};

/// How many providers an organization may have, its own login aside (help centre).
pub const LIMIT: usize = 30;

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

    /// Whether it could not be read if people can sign in through single sign-on only.
    pub fn is_sso_only_unread(&self) -> bool {
        let unread = || self.evidence().is_some_and(|evidence| evidence.unread.contains_key(&Piece::NativeLogin));
        self.profile().settings.sso_switch == SsoSwitch::PurecloudProvider
            && self.provider(Provider::PURECLOUD).is_none()
            && (self.unknown(Part::Providers).is_some() || unread())
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
    record::check(draft, kind, &provider.other)?;
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
    record::text(&provider.other, "name").unwrap_or(&provider.id)
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
