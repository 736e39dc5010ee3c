//! The organization and the providers that a message is for, by what it says of itself. That is not to be trusted: it only
//! picks the keys to examine it with.

use std::{sync::Arc, time::Duration};

use postern_model::{Provider, sign_in::PendingLogin};
use postern_org::{Kept, Organization};
use postern_saml::{Code, Hint};
use serde_json::Value;

use super::visit::Refused;
use crate::{fault::Fault, platform::Platform};

/// Takes in what other nodes wrote, if nothing is kept under `id` here: another node may just have sent the browser off.
pub(super) async fn take_in<T: Kept>(platform: &Platform, id: Option<&str>) -> Result<(), Fault> {
    let Some(id) = id else { return Ok(()) };
    if platform.tenants.iter().any(|tenant| tenant.current().kept::<T>(id).is_some()) {
        return Ok(());
    }
    for tenant in &platform.tenants {
        tenant.follow(Duration::ZERO).await?;
    }
    Ok(())
}

/// The place of the organization in the list: whose request is answered, else who is named, else the first.
pub(super) fn tenant(platform: &Platform, hint: &Hint) -> usize {
    let which = |is_it: &dyn Fn(&Organization) -> bool| platform.tenants.iter().position(|tenant| is_it(&tenant.current()));
    let asked = hint.in_response_to.as_deref().and_then(|id| which(&|value| value.kept::<PendingLogin>(id).is_some()));
    let named = || hint.organization_name.as_deref().and_then(|name| which(&|value| value.profile().third_party_org_name == name));
    asked.or_else(named).unwrap_or(0)
}

/// The organization with this short name; without one the first.
pub(super) fn organization(platform: &Platform, name: Option<&str>) -> Result<(usize, Arc<Organization>), Refused> {
    let unknown = || Refused::new("organization", Code::ProviderUnknown, "no organization has this short name");
    let Some(name) = name else { return Ok((0, platform.first())) };
    let known = platform.tenants.iter().map(|tenant| tenant.current()).enumerate();
    known.into_iter().find(|(_, value)| value.profile().third_party_org_name == name).ok_or_else(unknown)
}

/// The enabled provider with this id.
pub(super) fn provider<'o>(organization: &'o Organization, id: &str) -> Result<&'o Provider, Refused> {
    let known = organization.third_party_providers().find(|provider| provider.id.eq_ignore_ascii_case(id));
    let provider = known.ok_or_else(|| Refused::new("provider", Code::ProviderUnknown, "no provider has this id"))?;
    enabled(provider)
}

fn enabled(provider: &Provider) -> Result<&Provider, Refused> {
    if provider.disabled {
        return Err(Refused::new("provider", Code::ProviderDisabled, format!("the provider `{}` is disabled", provider.id)));
    }
    Ok(provider)
}

/// The enabled providers with this issuer, at least one. Several may share it, and even a key: each is for an audience of
/// its own. A response to a request can only be of the provider that was asked.
pub(super) fn candidates<'o>(
    organization: &'o Organization,
    issuer: Option<&str>,
    asked: Option<&str>,
) -> Result<Vec<&'o Provider>, Refused> {
    if let Some(asked) = asked {
        return Ok(vec![provider(organization, asked)?]);
    }
    let of_issuer = |provider: &&Provider| provider.other.get("issuerURI").and_then(Value::as_str) == issuer;
    let known: Vec<_> = organization.third_party_providers().filter(|_| issuer.is_some()).filter(of_issuer).collect();
    let enabled: Vec<_> = known.iter().copied().filter(|provider| !provider.disabled).collect();
    match (known.first(), enabled.is_empty()) {
        (None, _) => {
            let cause = if issuer.is_some() { "no provider has the issuer of the message" } else { "the message names no issuer" };
            Err(Refused::new("provider", Code::ProviderUnknown, cause))
        }
        (Some(disabled), true) => self::enabled(disabled).map(|provider| vec![provider]),
        (Some(_), false) => Ok(enabled),
    }
}
