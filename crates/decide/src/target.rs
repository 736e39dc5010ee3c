//! Which divisions a request touches, from its path, query and body: pure, so that the explainer and the rehearsal
//! resolve targets as the server does.

mod stored;

use postern_catalog::{Operation, Params};
use postern_model::{Division, Id, Reach};
use postern_org::{Organization, Part};
use serde_json::Value;

/// The divisions of what a request touches. Empty: nothing with a division is touched, or it does not exist (which is
/// the 404 of a later step, not a refusal).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// Nothing with a division.
    #[default]
    None,
    /// One division.
    One(Id<Division>),
    /// Several; all must be permitted.
    Many(Vec<Id<Division>>),
    /// Cannot be told: a part of the snapshot that says it could not be read.
    Unknown(Part),
}

impl Target {
    /// The divisions.
    pub fn divisions(&self) -> &[Id<Division>] {
        match self {
            Self::None | Self::Unknown(_) => &[],
            Self::One(division) => std::slice::from_ref(division),
            Self::Many(divisions) => divisions,
        }
    }

    fn from(mut divisions: Vec<Id<Division>>) -> Self {
        divisions.sort_unstable();
        divisions.dedup();
        match divisions.as_slice() {
            [] => Self::None,
            [one] => Self::One(*one),
            _ => Self::Many(divisions),
        }
    }
}

/// [`Target::Unknown`], if `part` could not be read.
fn unread(organization: &Organization, part: Part) -> Option<Target> {
    organization.unknown(part).map(|_| Target::Unknown(part))
}

/// What a request says.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The path's parameters, still percent-encoded.
    pub params: &'a Params<'a>,
    /// The decoded query.
    pub query: &'a [(&'a str, &'a str)],
    /// The parsed JSON body, if there is one.
    pub body: Option<&'a Value>,
}

/// Names of the query parameters that a target can depend on.
pub fn queried() -> impl Iterator<Item = &'static str> {
    stored::queried()
}

/// The target of a request.
pub fn of(organization: &Organization, operation: &Operation, asking: &Asking<'_>) -> Target {
    let (path, Asking { params, body, .. }) = (operation.path, *asking);
    if let Some(rest) = path.strip_prefix("/api/v2/users/{") {
        return user(organization, rest, params);
    }
    if path == "/api/v2/users/bulk" {
        return bulk_users(organization, body);
    }
    if path == "/api/v2/users" && operation.method == "POST" {
        return new_user(organization, body);
    }
    if let Some(rest) = path.strip_prefix("/api/v2/scim/") {
        return scim(organization, operation, rest.strip_prefix("v2/").unwrap_or(rest), params, body);
    }
    if let Some(rest) = path.strip_prefix("/api/v2/authorization/") {
        return authorization(organization, operation, rest, params, body);
    }
    stored::of(organization, operation, asking)
}

/// The divisions that a request names, those that exist.
fn named(organization: &Organization, mut reaches: impl Iterator<Item = Reach>) -> Target {
    match organization.unknown(Part::Divisions) {
        Some(_) => reaches.next().map_or(Target::None, |_| Target::Unknown(Part::Divisions)),
        None => Target::from(reaches.flat_map(|reach| divisions_in(organization, reach)).collect()),
    }
}

/// The same of one id, or of none.
fn one(organization: &Organization, id: Option<Id<Division>>) -> Target {
    named(organization, id.map(Reach::Division).into_iter())
}

/// `/users/{userId}…`: the person's own division. Reading and writing grants goes by the grant's division instead.
fn user(organization: &Organization, rest: &str, params: &Params<'_>) -> Target {
    if rest.starts_with("subjectId}") {
        return Target::None;
    }
    let Some(id) = params.at(0).and_then(Id::parse) else { return Target::None };
    let known = || organization.user(id).map_or(Target::None, |user| Target::One(user.division));
    unread(organization, Part::Users).unwrap_or_else(known)
}

/// `POST /users`: where the person will live, which is home unless the body names a division.
fn new_user(organization: &Organization, body: Option<&Value>) -> Target {
    let given = body.and_then(|body| body.get("divisionId")).and_then(Value::as_str).filter(|text| !text.is_empty());
    one(organization, given.map_or(Some(organization.home()), Id::parse))
}

/// `/scim/users/{userId}`: the person's own division. A creation: the division that its extension names by name or id, else
/// home.
fn scim(organization: &Organization, operation: &Operation, rest: &str, params: &Params<'_>, body: Option<&Value>) -> Target {
    if rest.starts_with("users/{") {
        return user(organization, rest, params);
    }
    if rest != "users" || operation.method != "POST" {
        return Target::None;
    }
    if let Some(unknown) = unread(organization, Part::Divisions) {
        return unknown;
    }
    let given = body.and_then(|body| body.get(ENTERPRISE_USER)?.get("division")?.as_str()).filter(|text| !text.is_empty());
    let Some(given) = given else { return one(organization, Some(organization.home())) };
    let by_name = organization.divisions().find(|division| division.name.to_lowercase() == given.to_lowercase());
    let found = by_name.or_else(|| organization.division(Id::parse(given)?));
    found.map_or(Target::None, |division| Target::One(division.id))
}

/// Where a SCIM resource says in which division a person lives.
const ENTERPRISE_USER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

fn bulk_users(organization: &Organization, body: Option<&Value>) -> Target {
    if let Some(unknown) = unread(organization, Part::Users) {
        return unknown;
    }
    let entries = body.and_then(Value::as_array).into_iter().flatten();
    let users = entries.filter_map(|entry| organization.user(Id::parse(entry.get("id")?.as_str()?)?));
    Target::from(users.map(|user| user.division).collect())
}

/// `/authorization/divisions/{divisionId}`: that division. Making and removing grants: the grant's division, but only
/// where the organization's role settings say that grants are division-aware.
fn authorization(organization: &Organization, operation: &Operation, rest: &str, params: &Params<'_>, body: Option<&Value>) -> Target {
    if rest.starts_with("divisions/{divisionId}") {
        return one(organization, params.at(0).and_then(Id::parse));
    }
    if operation.method == "GET" || !organization.profile().roles.authorization_grant_division_aware {
        return Target::None;
    }
    if let Some(unknown) = unread(organization, Part::Divisions) {
        return unknown;
    }
    let grants = body.and_then(|body| body.get("grants")).and_then(Value::as_array).into_iter().flatten();
    let named = grants.filter_map(|grant| grant.get("divisionId")?.as_str());
    let listed = body.and_then(|body| body.get("divisionIds")).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let in_path = operation.param_names.iter().position(|name| *name == "divisionId").and_then(|at| params.at(at));
    let reaches = named.chain(listed).chain(in_path).filter_map(Reach::parse);
    Target::from(reaches.flat_map(|reach| divisions_in(organization, reach)).collect())
}

fn divisions_in(organization: &Organization, reach: Reach) -> Vec<Id<Division>> {
    match reach {
        Reach::All => organization.divisions().map(|division| division.id).collect(),
        Reach::Division(id) => organization.division(id).map(|division| division.id).into_iter().collect(),
    }
}
