//! Which divisions a request touches, from its path, query and body: pure, so that the explainer and the rehearsal
//! resolve targets as the server does.

use postern_catalog::{Operation, Params};
use postern_model::{Division, Id, Reach};
use postern_org::Organization;
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
}

impl Target {
    /// The divisions.
    pub fn divisions(&self) -> &[Id<Division>] {
        match self {
            Self::None => &[],
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

/// The target of a request. `body` is the parsed JSON body, if there is one.
pub fn of(organization: &Organization, operation: &Operation, params: &Params<'_>, body: Option<&Value>) -> Target {
    let path = operation.path;
    if let Some(rest) = path.strip_prefix("/api/v2/users/{") {
        return user(organization, rest, params);
    }
    if path == "/api/v2/users/bulk" {
        return bulk_users(organization, body);
    }
    if let Some(rest) = path.strip_prefix("/api/v2/authorization/") {
        return authorization(organization, operation, rest, params, body);
    }
    if operation.method == "POST" && operation.division_hints.body {
        return body
            .and_then(body_division)
            .filter(|division| organization.division(*division).is_some())
            .map_or(Target::None, Target::One);
    }
    Target::None
}

/// `/users/{userId}…`: the person's own division. Reading and writing grants goes by the grant's division instead.
fn user(organization: &Organization, rest: &str, params: &Params<'_>) -> Target {
    if rest.starts_with("subjectId}") {
        return Target::None;
    }
    let id = params.at(0).and_then(Id::parse);
    id.and_then(|id| organization.user(id)).map_or(Target::None, |user| Target::One(user.division))
}

fn bulk_users(organization: &Organization, body: Option<&Value>) -> Target {
    let entries = body.and_then(Value::as_array).into_iter().flatten();
    let users = entries.filter_map(|entry| organization.user(Id::parse(entry.get("id")?.as_str()?)?));
    Target::from(users.map(|user| user.division).collect())
}

/// `/authorization/divisions/{divisionId}`: that division. Making and removing grants: the grant's division, but only
/// where the organization's role settings say that grants are division-aware.
fn authorization(organization: &Organization, operation: &Operation, rest: &str, params: &Params<'_>, body: Option<&Value>) -> Target {
    if rest.starts_with("divisions/{divisionId}") {
        let division = params.at(0).and_then(Id::parse);
        return division.filter(|id| organization.division(*id).is_some()).map_or(Target::None, Target::One);
    }
    if operation.method == "GET" || !organization.profile().roles.authorization_grant_division_aware {
        return Target::None;
    }
    let grants = body.and_then(|body| body.get("grants")).and_then(Value::as_array).into_iter().flatten();
    let named = grants.filter_map(|grant| grant.get("divisionId")?.as_str());
    let listed = body.and_then(|body| body.get("divisionIds")).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let in_path = operation.param_names.iter().position(|name| *name == "divisionId").and_then(|at| params.at(at));
    // Clients send the `*` of a path percent-encoded.
    let in_path = in_path.map(|text| if text.eq_ignore_ascii_case("%2A") { "*" } else { text });
    let reaches = named.chain(listed).chain(in_path).filter_map(Reach::parse);
    Target::from(reaches.flat_map(|reach| divisions_in(organization, reach)).collect())
}

fn divisions_in(organization: &Organization, reach: Reach) -> Vec<Id<Division>> {
    match reach {
        Reach::All => organization.divisions().map(|division| division.id).collect(),
        Reach::Division(id) => organization.division(id).map(|division| division.id).into_iter().collect(),
    }
}

/// `divisionId` or `division.id` of a body.
fn body_division(body: &Value) -> Option<Id<Division>> {
    let id = body.get("divisionId").or_else(|| body.get("division")?.get("id"))?;
    Id::parse(id.as_str()?)
}
