//! Changes about tokens: ending them, and how long they may idle.

use postern_model::{Id, Timestamp, Token, User, organization::IdleTimeout};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    Draft, Organization, Refusal,
    change::{difference, sign_in::over},
};

/// Bounds of an inactivity timeout in seconds, and the upper bound of an organization under HIPAA (help centre).
const LEAST: i64 = 300;
const MOST: i64 = 28_800;
const HIPAA_MOST: i64 = 900;
/// What stands when a request names no number: that of a new organization.
const DEFAULT: i64 = 1800;
/// Group bundles are ranked from 1 to this.
const RANKS: i64 = 5;

/// An inactivity timeout as it is asked for (API description: `IdleTokenTimeout`). `null` is the same as absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TimeoutRequest {
    /// Whether idle tokens die.
    pub enable_idle_token_timeout: Option<bool>,
    /// After how many seconds.
    pub idle_token_timeout_seconds: Option<i64>,
    /// The unit people see it in.
    pub inactivity_timeout_unit: Option<String>,
    /// Whether groups have timeouts of their own.
    pub inactivity_timeout_groups_enabled: Option<bool>,
    /// Those timeouts.
    pub inactivity_timeout_group_bundles: Option<Vec<Bundle>>,
}

/// A timeout of some groups (API description: `InactivityTimeoutGroupBundle`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bundle {
    priority: i64,
    timeout_seconds: i64,
    #[serde(default)]
    inactivity_timeout_unit: Option<String>,
    groups: Vec<Uuid>,
}

/// Ends one token.
pub fn revoke(draft: &mut Draft<'_>, token: &Token) {
    draft.revoke_token(token.serial, token.expires());
    draft.log("PeoplePermissions", "Delete", ("Token", &token.client.to_string(), ""), Vec::new());
}

/// Forgets revoked tokens that are over by now anyway.
pub fn forget_expired(draft: &mut Draft<'_>) {
    let over: Vec<u64> = expired(draft, draft.now()).collect();
    over.into_iter().for_each(|serial| draft.forget_revoked(serial));
}

/// Whether [`forget_expired`] has something to do.
pub fn any_expired(organization: &Organization, now: Timestamp) -> bool {
    expired(organization, now).next().is_some()
}

fn expired(organization: &Organization, now: Timestamp) -> impl Iterator<Item = u64> {
    organization.revoked.iter().filter(move |(_, until)| **until <= now).map(|(serial, _)| *serial)
}

/// Ends every token given for a person so far, and what a new one could be had with.
pub fn end_all_of(draft: &mut Draft<'_>, id: Id<User>) -> Result<(), Refusal> {
    let user = draft.live_user(id).cloned().ok_or_else(Refusal::not_found)?;
    let from = draft.now().next();
    let name = user.name.clone();
    draft.put_user(User { tokens_from: Some(from), ..user });
    over::of_person(draft, id);
    draft.log("PeoplePermissions", "Delete", ("Token", &id.to_string(), &name), Vec::new());
    Ok(())
}

/// Replaces the inactivity timeout.
pub fn set_timeout(draft: &mut Draft<'_>, request: &TimeoutRequest) -> Result<(), Refusal> {
    let hipaa = is_hipaa(draft);
    let most = if hipaa { HIPAA_MOST } else { MOST };
    let too_long = |codes: [&'static str; 2], what: &str| {
        let (code, why) = if hipaa { (codes[1], " in an organization under HIPAA") } else { (codes[0], "") };
        Refusal::bad(code, format!("{what} must be at most {most}{why}"))
    };
    let seconds = request.idle_token_timeout_seconds.unwrap_or(if hipaa { HIPAA_MOST } else { DEFAULT });
    let fitting = u32::try_from(seconds).ok().filter(|_| (LEAST..=most).contains(&seconds));
    let Some(fitting) = fitting else {
        let codes = ["max.idle.token.timeout.exceeded", "max.idle.hipaa.token.timeout.exceeded"];
        return Err(if seconds > most { too_long(codes, "idleTokenTimeoutSeconds") } else { too_short("idleTokenTimeoutSeconds") });
    };
    for bundle in request.inactivity_timeout_group_bundles.iter().flatten() {
        check_bundle(draft, bundle)?;
        if bundle.timeout_seconds > most {
            return Err(too_long(["token.timeout.exceeded", "token.timeout.exceeded.hipaa"], "timeoutSeconds of a group bundle"));
        }
    }
    let mut profile = draft.profile().clone();
    let before = view(&profile.idle);
    let enabled = request.enable_idle_token_timeout.unwrap_or(false);
    let since = profile.idle.since.filter(|_| profile.idle.enable_idle_token_timeout).or(Some(draft.now()));
    profile.idle = IdleTimeout {
        enable_idle_token_timeout: enabled,
        idle_token_timeout_seconds: fitting,
        since: since.filter(|_| enabled),
        other: request.other(),
    };
    let (id, after) = (profile.id.to_string(), view(&profile.idle));
    draft.put_profile(profile)?;
    draft.log("PeoplePermissions", "Update", ("IdleTokenTimeout", &id, ""), difference::between(&before, &after));
    Ok(())
}

/// An inactivity timeout on the wire.
pub fn view(idle: &IdleTimeout) -> Map<String, Value> {
    let mut view = Map::new();
    view.insert("idleTokenTimeoutSeconds".to_owned(), json!(idle.idle_token_timeout_seconds));
    view.insert("enableIdleTokenTimeout".to_owned(), json!(idle.enable_idle_token_timeout));
    view.extend(idle.other.clone());
    view
}

impl TimeoutRequest {
    fn other(&self) -> Map<String, Value> {
        let bundle = |bundle: &Bundle| {
            let Bundle { priority, timeout_seconds, inactivity_timeout_unit, groups } = bundle;
            without_nulls(json!({
                "priority": priority, "timeoutSeconds": timeout_seconds, "inactivityTimeoutUnit": inactivity_timeout_unit, "groups": groups,
            }))
        };
        let bundles = self.inactivity_timeout_group_bundles.as_ref().map(|bundles| bundles.iter().map(bundle).collect::<Vec<_>>());
        without_nulls(json!({
            "inactivityTimeoutUnit": self.inactivity_timeout_unit,
            "inactivityTimeoutGroupsEnabled": self.inactivity_timeout_groups_enabled,
            "inactivityTimeoutGroupBundles": bundles,
        }))
    }
}

fn without_nulls(value: Value) -> Map<String, Value> {
    let Value::Object(mut members) = value else { return Map::new() };
    members.retain(|_, value| !value.is_null());
    members
}

fn check_bundle(draft: &Draft<'_>, bundle: &Bundle) -> Result<(), Refusal> {
    if !(1..=RANKS).contains(&bundle.priority) {
        return Err(Refusal::bad("constraint.validation", format!("priority of a group bundle must be from 1 to {RANKS}")));
    }
    if bundle.timeout_seconds < LEAST {
        return Err(too_short("timeoutSeconds of a group bundle"));
    }
    let unknown = bundle.groups.iter().find(|group| draft.group(Id::new(**group)).is_none());
    unknown.map_or(Ok(()), |group| Err(Refusal::bad("bad.request", format!("group `{group}` does not exist"))))
}

fn too_short(what: &str) -> Refusal {
    Refusal::bad("constraint.validation", format!("{what} must be at least {LEAST}"))
}

/// Whether the organization is under HIPAA: its feature `hipaa` (API description: `Organization.features`).
fn is_hipaa(organization: &Organization) -> bool {
    organization.features().any(|feature| feature == ("hipaa", true))
}
