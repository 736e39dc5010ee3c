//! Changes carried out on a copy, with the functions that the server changes an organization with.

mod new;
mod roles;

use postern_catalog::Catalog;
use postern_model::{Client, ClientState, Entropy, Id, Provider, Reach, Subject, SubjectKind, Timestamp, UserState, settings::SsoSwitch};
use postern_org::{
    Circumstances, Draft, Organization, Refusal,
    change::{
        clients::{self, ClientRequest, RoleDivision},
        divisions::{self, DivisionRequest},
        grants,
        groups::{self, MembersUpdate},
        providers::{self, Kind},
        roles as org_roles,
        settings::{self, AuthenticationPatch},
        tokens::{self, TimeoutRequest},
        users::{self, StateChange},
    },
};
use serde_json::{Map, Value, json};

use crate::{
    change::Change,
    file::Step,
    names::{self, Wrong},
};

/// An organization after some changes.
#[derive(Debug)]
pub struct Applied {
    /// What it has become.
    pub organization: Organization,
    /// The moment of the answers: the one given, or where a change moved the date to.
    pub now: Timestamp,
}

/// A change that cannot be made. The ones before it were tried only; nothing is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which change, counted from 1.
    pub step: usize,
    /// Its line in the file, if it has one.
    pub line: Option<usize>,
    /// The change in one line.
    pub change: String,
    /// Why not, in the platform's words where it is the platform that refuses.
    pub message: String,
    /// What helps.
    pub help: Option<String>,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let line = self.line.map(|line| format!(", line {line}")).unwrap_or_default();
        write!(out, "change {}{line} cannot be made: {}: {}", self.step, self.change, self.message)
    }
}

/// Makes the changes one after the other, as the organization's operator: no rule about what a caller must hold is asked.
///
/// # Errors
/// The first change that cannot be made.
pub fn apply(catalog: &Catalog, organization: &Organization, steps: &[Step], now: Timestamp) -> Result<Applied, Refused> {
    let mut applied = Applied { organization: organization.clone(), now };
    for (number, Step { change, line }) in (1_usize..).zip(steps) {
        // No secret or id that comes of it is shown or used; it has to be the same at each rehearsal.
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&(number as u64).to_le_bytes());
        let circumstances = Circumstances { now: applied.now, entropy: Entropy::from_seed(seed), pepper: [0; 32], actor: None };
        let mut draft = Draft::new(&applied.organization, catalog, circumstances);
        let made = make(&mut draft, change);
        let moment = draft.now();
        match made {
            Ok(()) => applied = Applied { organization: draft.finish().0, now: moment },
            Err(Wrong { message, help }) => {
                return Err(Refused { step: number, line: *line, change: change.words(organization), message, help });
            }
        }
    }
    Ok(applied)
}

impl From<Refusal> for Wrong {
    fn from(refusal: Refusal) -> Self {
        Self::new(format!("{} {}: {}", refusal.status, refusal.code, refusal.message))
    }
}

fn make(draft: &mut Draft<'_>, change: &Change) -> Result<(), Wrong> {
    match change {
        Change::AddMember { group, person } => {
            let (group, person) = (names::group(draft, group)?, names::person(draft, person)?);
            groups::add_members(draft, group, MembersUpdate { member_ids: Some(vec![person.to_string()]), version: None })?;
        }
        Change::RemoveMember { group, person } => {
            let (group, person) = (names::group(draft, group)?, names::person(draft, person)?);
            if !draft.user(person).is_some_and(|user| user.groups.contains(&group)) {
                return Err(Wrong::new("the person is no member of the group"));
            }
            groups::remove_members(draft, group, &[&person.to_string()])?;
        }
        Change::Grant { person, group, client, role, division } => {
            let subject = holder(draft, [person, group, client])?;
            let pair = (names::role(draft, role)?, names::reach(draft, division)?);
            grants::add_grants(draft, subject, &[pair])?;
        }
        Change::Strip { person, group, client, role, division } => {
            let subject = holder(draft, [person, group, client])?;
            strip(draft, subject, role, division.as_deref())?;
        }
        Change::EditRole { role, add, remove } => {
            let role = names::role(draft, role)?;
            roles::edit(draft, role, add, remove)?;
        }
        Change::DeleteRole { role } => {
            let role = names::role(draft, role)?;
            org_roles::delete(draft, role)?;
        }
        Change::DeleteGroup { group } => {
            let group = names::group(draft, group)?;
            groups::remove(draft, group)?;
        }
        Change::DeleteDivision { division } => {
            let division = names::division(draft, division)?;
            divisions::delete_division(draft, division, true)?;
        }
        Change::RestoreDivision { division } => {
            let old = names::deleted_division(draft, division)?;
            let request = DivisionRequest { name: Some(old.name), description: Some(old.description) };
            divisions::restore_division(draft, old.id, request)?;
        }
        Change::DeactivatePerson { person } => {
            let person = names::person(draft, person)?;
            state(draft, person, UserState::Inactive)?;
        }
        Change::ActivatePerson { person } => {
            let person = names::person(draft, person)?;
            state(draft, person, UserState::Active)?;
        }
        Change::DeletePerson { person } => {
            let person = names::person(draft, person)?;
            users::remove(draft, person)?;
        }
        Change::RestorePerson { person } => {
            let person = names::deleted_person(draft, person)?;
            state(draft, person, UserState::Active)?;
        }
        Change::Move { person, division } => {
            let (person, division) = (names::person(draft, person)?, names::division(draft, division)?);
            divisions::move_users(draft, division, &[person])?;
        }
        other => make_rest(draft, other)?,
    }
    Ok(())
}

/// Clients, sign-in, settings and time.
fn make_rest(draft: &mut Draft<'_>, change: &Change) -> Result<(), Wrong> {
    match change {
        Change::DisableClient { client } => {
            let client = names::client(draft, client)?;
            client_state(draft, client, ClientState::Disabled)?;
        }
        Change::DeactivateClient { client } => {
            let client = names::client(draft, client)?;
            client_state(draft, client, ClientState::Inactive)?;
        }
        Change::ActivateClient { client } => {
            let client = names::client(draft, client)?;
            client_state(draft, client, ClientState::Active)?;
        }
        Change::DeleteClient { client } => {
            let id = names::client(draft, client)?;
            if draft.client(id).is_some_and(|client| client.state != ClientState::Inactive) {
                client_state(draft, id, ClientState::Inactive)?;
            }
            clients::delete(draft, id)?;
        }
        Change::RotateSecret { client } => {
            let client = names::client(draft, client)?;
            clients::rotate(draft, client)?;
        }
        Change::EnforceScopes { on } => setting(draft, "scopes.enforce", if *on { "yes" } else { "no" })?,
        Change::Set { setting: key, value } => setting(draft, key, value)?,
        Change::SetIpAllowlist { networks } => {
            let patch = AuthenticationPatch { ip_address_allowlist: Some(networks.clone()), ..AuthenticationPatch::default() };
            settings::patch_authentication(draft, patch)?;
        }
        Change::SsoOnly { on, provider } => sso_only(draft, *on, provider.as_deref())?,
        Change::DisableProvider { provider } => {
            let provider = names::provider(draft, provider)?;
            put_provider(draft, &provider, true)?;
        }
        Change::EnableProvider { provider } => {
            let provider = names::provider(draft, provider)?;
            put_provider(draft, &provider, false)?;
        }
        Change::AddProvider { provider } => {
            let Some(kind) = Kind::fixed(provider).filter(|_| provider != Provider::PURECLOUD) else {
                let help = Some("use the API's name of its kind, such as `okta`, `adfs` or `generic`".to_owned());
                return Err(Wrong { message: format!("there is no kind of identity provider `{provider}`"), help });
            };
            if draft.fixed_provider(kind).is_some() {
                return Err(Wrong::new(format!("the organization has an identity provider `{provider}` already")));
            }
            // What its record has to hold is not looked at: who comes in does not depend on it.
            let (id, kind) = (provider.clone(), provider.clone());
            draft.put_provider(Provider { id, kind, disabled: false, other: Map::new() });
        }
        Change::DeleteProvider { provider } => {
            let provider = names::provider(draft, provider)?;
            providers::remove(draft, &provider.id)?;
        }
        Change::SecondFactor { on } => {
            let patch = AuthenticationPatch { multifactor_authentication_required: Some(*on), ..AuthenticationPatch::default() };
            settings::patch_authentication(draft, patch)?;
        }
        Change::IdleTimeout { seconds } => {
            let seconds_if_on = (*seconds > 0).then_some(i64::from(*seconds));
            let now = draft.profile().idle.idle_token_timeout_seconds;
            let request =
                json!({ "enableIdleTokenTimeout": *seconds > 0, "idleTokenTimeoutSeconds": seconds_if_on.unwrap_or(i64::from(now)) });
            let request: TimeoutRequest = serde_json::from_value(request).map_err(|error| Wrong::new(error.to_string()))?;
            tokens::set_timeout(draft, &request)?;
        }
        Change::AddDivision { .. }
        | Change::AddRole { .. }
        | Change::AddGroup { .. }
        | Change::InheritRoles { .. }
        | Change::AddPerson { .. }
        | Change::AddClient { .. } => new::make(draft, change)?,
        Change::MoveDate { to } => {
            let moment = if to.len() == 10 { format!("{to}T00:00:00Z") } else { to.clone() };
            let help = "write a day such as `2027-03-01`, or a moment such as `2027-03-01T09:00:00Z`";
            let moment =
                Timestamp::parse(&moment).ok_or_else(|| Wrong { message: format!("`{to}` is no date"), help: Some(help.to_owned()) })?;
            if moment < draft.now() {
                return Err(Wrong::new(format!("`{to}` is in the past")));
            }
            draft.circumstances.now = moment;
            clients::remove_due(draft);
        }
        _ => {}
    }
    Ok(())
}

/// Who is named: of the three at most one is.
fn holder(draft: &Draft<'_>, [person, group, client]: [&Option<String>; 3]) -> Result<Subject, Wrong> {
    if let Some(name) = person {
        return names::person(draft, name).map(|id| Subject { kind: SubjectKind::User, id: id.uuid() });
    }
    if let Some(name) = group {
        return names::group(draft, name).map(|id| Subject { kind: SubjectKind::Group, id: id.uuid() });
    }
    let name = client.as_deref().ok_or_else(|| Wrong::new("it names neither a person nor a group nor a client"))?;
    names::client(draft, name).map(|id| Subject { kind: SubjectKind::Client, id: id.uuid() })
}

fn strip(draft: &mut Draft<'_>, subject: Subject, role: &str, division: Option<&str>) -> Result<(), Wrong> {
    let role = names::role(draft, role)?;
    let reach = division.map(|division| names::reach(draft, division)).transpose()?;
    let held = grants::own_pairs(draft, subject.id);
    let unwanted: Vec<(Id<postern_model::Role>, Reach)> =
        held.into_iter().filter(|(held, place)| *held == role && reach.is_none_or(|reach| reach == *place)).collect();
    if unwanted.is_empty() {
        return Err(Wrong {
            message: "the role is not held there".to_owned(),
            help: Some("what comes through a group is taken from the group".to_owned()),
        });
    }
    Ok(grants::remove_grants(draft, subject, &unwanted)?)
}

fn state(draft: &mut Draft<'_>, id: Id<postern_model::User>, state: UserState) -> Result<(), Refusal> {
    users::put_state(draft, id, StateChange { state: Some(state), version: None, state_change_reason: None }).map(drop)
}

/// A client as a request that would leave it as it is.
fn request(organization: &Organization, client: &Client) -> ClientRequest {
    let pair =
        |grant: &postern_model::Grant| RoleDivision { role_id: grant.role.to_string(), division_id: Some(grant.division.to_string()) };
    ClientRequest {
        name: Some(client.name.clone()),
        description: client.description.clone(),
        authorized_grant_type: Some(client.grant_type_spelling.clone().unwrap_or_else(|| client.grant_type.name().to_owned())),
        access_token_validity_seconds: Some(client.token_seconds.into()),
        registered_redirect_uri: Some(client.redirect_uris.clone()),
        scope: Some(client.scope.clone()),
        role_divisions: Some(clients::roles(organization, client.id).iter().map(pair).collect()),
        role_ids: None,
        state: Some(client.state),
        date_to_delete: client.date_to_delete,
    }
}

fn client_state(draft: &mut Draft<'_>, id: Id<Client>, state: ClientState) -> Result<(), Refusal> {
    let Some(client) = draft.client(id) else { return Err(clients::not_found(id)) };
    let date_to_delete = client.date_to_delete.filter(|_| state == ClientState::Inactive);
    let request = ClientRequest { state: Some(state), date_to_delete, ..request(draft, client) };
    clients::replace(draft, id, &request).map(drop)
}

fn setting(draft: &mut Draft<'_>, key: &str, value: &str) -> Result<(), Wrong> {
    let mut profile = draft.profile().clone();
    profile.settings.set(key, value).map_err(|error| Wrong::new(error.to_string()))?;
    Ok(draft.put_profile(profile)?)
}

fn sso_only(draft: &mut Draft<'_>, on: bool, provider: Option<&str>) -> Result<(), Wrong> {
    if draft.profile().settings.sso_switch != SsoSwitch::PurecloudProvider {
        return Err(Wrong::new("setting `sso.switch` says that this organization has no such switch"));
    }
    if on {
        let Some(provider) = provider else {
            let known: Vec<&str> = draft.third_party_providers().map(|provider| provider.id.as_str()).collect();
            let help =
                Some(format!("add `provider = \"…\"`; it has {}", if known.is_empty() { "none".to_owned() } else { known.join(", ") }));
            return Err(Wrong { message: "it does not say by which identity provider people come in".to_owned(), help });
        };
        let provider = names::provider(draft, provider)?;
        if provider.disabled {
            put_provider(draft, &provider, false)?;
        }
    }
    let login = Kind::fixed(Provider::PURECLOUD).ok_or_else(|| Wrong::new("there is no such login"))?;
    let record = Map::from_iter([("disabled".to_owned(), Value::from(on))]);
    providers::put_fixed(draft, login, record)?;
    Ok(())
}

fn put_provider(draft: &mut Draft<'_>, provider: &Provider, disabled: bool) -> Result<(), Refusal> {
    let mut record = provider.other.clone();
    record.insert("disabled".to_owned(), disabled.into());
    match Kind::fixed(&provider.kind) {
        Some(kind) => providers::put_fixed(draft, kind, record).map(drop),
        None => providers::replace(draft, &provider.id, record).map(drop),
    }
}
