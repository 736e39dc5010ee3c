//! What is asked of a client, and whether it can be had.

use postern_catalog::lookup::{self, Finding, Kind};
use postern_model::{ClientState, Grant, GrantType, Id, Reach, Role, Timestamp};
use serde::Deserialize;

use crate::{Draft, Refusal};

/// Bounds of `accessTokenValiditySeconds`, its default, and the upper bound for SCIM clients: 450 days (help centre).
const SECONDS: std::ops::RangeInclusive<i64> = 300..=172_800;
const DEFAULT_SECONDS: i64 = 86_400;
const SCIM_SECONDS: i64 = 38_880_000;
/// The longest name; the real limit is not public.
const NAME_LENGTH: usize = 256;
/// What is longer than any scope is not worth a suggestion.
const SCOPE_LENGTH: usize = 100;

/// The body of a create or a replace (API description: `OAuthClientRequest`). `null` is the same as absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClientRequest {
    /// Display name.
    pub name: Option<String>,
    /// Free text.
    pub description: Option<String>,
    /// The grant, as [`GrantType::parse`] reads it.
    pub authorized_grant_type: Option<String>,
    /// Life of an access token in seconds.
    pub access_token_validity_seconds: Option<i64>,
    /// Redirect addresses.
    pub registered_redirect_uri: Option<Vec<String>>,
    /// Scopes.
    pub scope: Option<Vec<String>>,
    /// Roles and where they are held.
    pub role_divisions: Option<Vec<RoleDivision>>,
    /// Roles in the home division; deprecated, read only where `roleDivisions` is empty.
    pub role_ids: Option<Vec<String>>,
    /// The state; active when left out.
    pub state: Option<ClientState>,
    /// When an inactive client will be gone.
    pub date_to_delete: Option<Timestamp>,
}

/// A role of a client and where it holds it (API description: `RoleDivision`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleDivision {
    /// The role's id.
    pub role_id: String,
    /// A division's id or `*`; the home division when left out.
    #[serde(default)]
    pub division_id: Option<String>,
}

/// A request that can be had.
pub(super) struct Terms {
    pub name: String,
    pub description: Option<String>,
    pub grant_type: GrantType,
    pub grant_type_spelling: Option<String>,
    pub token_seconds: u32,
    pub redirect_uris: Vec<String>,
    pub scope: Vec<String>,
    pub grants: Vec<Grant>,
    pub state: ClientState,
    pub date_to_delete: Option<Timestamp>,
}

impl ClientRequest {
    /// Checks everything that does not depend on who asks.
    pub(super) fn terms(&self, draft: &Draft<'_>) -> Result<Terms, Refusal> {
        let spelling = self.authorized_grant_type.as_deref().unwrap_or_default();
        let grant_type = grant_type(spelling)?;
        let name = name(self.name.as_deref().unwrap_or_default())?;
        let (scope, grants) = (self.scope.clone().unwrap_or_default(), self.grants(draft)?);
        match grant_type {
            GrantType::ClientCredentials if grants.is_empty() => {
                return Err(Refusal::bad("missing.client.roles", "a client with the grant CLIENT-CREDENTIALS needs `roleDivisions`"));
            }
            GrantType::ClientCredentials => {}
            _ if scope.is_empty() => {
                return Err(Refusal::bad("missing.client.scope", format!("a client with the grant {spelling} needs `scope`")));
            }
            _ => {}
        }
        scope.iter().try_for_each(|name| known_scope(draft, name))?;
        Ok(Terms {
            name,
            description: self.description.clone(),
            grant_type,
            grant_type_spelling: (spelling != grant_type.name()).then(|| spelling.to_owned()),
            token_seconds: self.token_seconds(is_scim(draft, grant_type, &grants))?,
            redirect_uris: self.registered_redirect_uri.clone().unwrap_or_default(),
            scope,
            grants,
            state: self.state.unwrap_or(ClientState::Active),
            date_to_delete: self.date_to_delete,
        })
    }

    fn token_seconds(&self, scim: bool) -> Result<u32, Refusal> {
        let seconds = self.access_token_validity_seconds.unwrap_or(DEFAULT_SECONDS);
        let most = if scim { SCIM_SECONDS } else { *SECONDS.end() };
        match u32::try_from(seconds) {
            Ok(fits) if (*SECONDS.start()..=most).contains(&seconds) => Ok(fits),
            _ if seconds > most => {
                let scim = if scim { "" } else { "; only client-credentials clients with a role for SCIM may have up to 38880000" };
                Err(Refusal::bad("constraint.validation", format!("accessTokenValiditySeconds must be at most {most}{scim}")))
            }
            _ => Err(Refusal::bad("constraint.validation", format!("accessTokenValiditySeconds must be at least {}", SECONDS.start()))),
        }
    }

    /// The grants asked for, each once.
    fn grants(&self, draft: &Draft<'_>) -> Result<Vec<Grant>, Refusal> {
        let listed = self.role_divisions.as_deref().unwrap_or_default();
        let old = self.role_ids.as_deref().filter(|_| listed.is_empty()).unwrap_or_default();
        let pairs = listed.iter().map(|pair| (pair.role_id.as_str(), pair.division_id.as_deref()));
        let mut grants: Vec<Grant> = Vec::new();
        for (role, division) in pairs.chain(old.iter().map(|role| (role.as_str(), None))) {
            let grant = Grant { role: known_role(draft, role)?, division: known_reach(draft, division)?, made: draft.now() };
            if !grants.iter().any(|other| (other.role, other.division) == (grant.role, grant.division)) {
                grants.push(grant);
            }
        }
        let limit = draft.profile().settings.limits_grants_per_subject as usize;
        if limit > 0 && grants.len() > limit {
            return Err(Refusal::bad("bad.client.role", format!("a client can hold at most {limit} roles")));
        }
        Ok(grants)
    }
}

fn grant_type(spelling: &str) -> Result<GrantType, Refusal> {
    if spelling.is_empty() {
        return Err(Refusal::bad("grant.type.required", "`authorizedGrantType` is required"));
    }
    GrantType::parse(spelling).ok_or_else(|| {
        let text =
            format!("grant type `{}` does not exist; use CODE, TOKEN, SAML2-BEARER, PASSWORD or CLIENT-CREDENTIALS", shortened(spelling));
        Refusal::bad("bad.grant.type", text)
    })
}

fn name(name: &str) -> Result<String, Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::bad("constraint.validation", "name must not be blank"));
    }
    if name.chars().count() > NAME_LENGTH {
        return Err(Refusal::bad("constraint.validation", format!("name must have at most {NAME_LENGTH} characters")));
    }
    Ok(name.to_owned())
}

/// SCIM clients get long tokens, since identity providers keep one. The API has no mark for them: the help centre has
/// them given the role `SCIM Integration`, so the name of a role tells.
fn is_scim(draft: &Draft<'_>, grant_type: GrantType, grants: &[Grant]) -> bool {
    let named = |grant: &Grant| draft.role(grant.role).is_some_and(|role| role.name.to_lowercase().contains("scim"));
    grant_type == GrantType::ClientCredentials && grants.iter().any(named)
}

fn known_role(draft: &Draft<'_>, id: &str) -> Result<Id<Role>, Refusal> {
    let known = Id::parse(id).filter(|id| draft.role(*id).is_some());
    known.ok_or_else(|| Refusal::bad("bad.client.role", format!("role `{}` does not exist", shortened(id))))
}

fn known_reach(draft: &Draft<'_>, id: Option<&str>) -> Result<Reach, Refusal> {
    let Some(id) = id.filter(|id| !id.is_empty()) else { return Ok(Reach::Division(draft.home())) };
    let known = Reach::parse(id).filter(|reach| match reach {
        Reach::All => true,
        Reach::Division(division) => draft.division(*division).is_some(),
    });
    known.ok_or_else(|| Refusal::bad("bad.client.role", format!("division `{}` does not exist", shortened(id))))
}

fn known_scope(draft: &Draft<'_>, name: &str) -> Result<(), Refusal> {
    if draft.catalog.scopes().iter().any(|scope| scope.name == name) {
        return Ok(());
    }
    let meant = if name.len() > SCOPE_LENGTH { Vec::new() } else { meant(draft, name) };
    let meant = if meant.is_empty() { String::new() } else { format!("; did you mean {}?", meant.join(", ")) };
    Err(Refusal::bad("auth.invalid.scope", format!("scope `{}` does not exist{meant}", shortened(name))))
}

/// Up to three things that a wrong scope may have meant; people often take permissions for scopes.
fn meant(draft: &Draft<'_>, name: &str) -> Vec<String> {
    let answer = lookup::run(draft.catalog, Kind::Scope, name);
    match answer.finding {
        Finding::Names(names) => names.iter().take(3).map(|name| format!("scope `{name}`")).collect(),
        _ => answer.suggestions.iter().take(3).map(|meant| format!("{} `{}`", meant.kind.name(), meant.name)).collect(),
    }
}

/// Text from outside, short enough for a message.
fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}
