//! Whether a client may do what it has to be able to do.

use postern_catalog::Operation;
use postern_decide::{Missing, Reason, Target, Verdict, rights};
use postern_model::{Client, Division, Id, PermissionId, Reach};
use postern_org::{Organization, Part};
use postern_workload::{Gap, Need, Origin, Place, Workload};

use crate::{Inputs, view::holder};

/// Whether a client may do one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// It may.
    Covered,
    /// It may not: the platform's words, and the permissions that lack.
    Lacking {
        /// What the platform would answer.
        words: String,
        /// The permissions of which it lacks all, or one.
        permissions: Vec<String>,
    },
    /// It holds the permission, but not where it is needed.
    OnlyElsewhere {
        /// Where it is needed.
        needed: String,
        /// Where it is held.
        held: Vec<String>,
    },
    /// It cannot be told, and why.
    CannotTell(String),
}

/// What a client has to be able to do, and how far that is known.
pub(crate) fn workload(inputs: &Inputs<'_>, client: &Client) -> Result<Workload, String> {
    if let Some(workload) = inputs.workloads.get(&client.id) {
        return Ok(workload.clone());
    }
    let Some(evidence) = inputs.evidence else { return Err("nobody says what it has to be able to do".to_owned()) };
    let Some(usage) = evidence.usage.known() else {
        return Err("nobody says what it has to be able to do, and its usage could not be read".to_owned());
    };
    let mut workload = Workload::default();
    for usage in usage.iter().filter(|usage| usage.client == client.id) {
        let at = format!("usage of {} days", evidence.window_days);
        let what = format!("{} /{}", usage.method, usage.template);
        match inputs.catalog.operation_at(&usage.method, &format!("/{}", usage.template)) {
            _ if usage.accepted() == 0 => {
                workload.gaps.push(Gap { at, why: format!("{what} was refused every time ({} times)", usage.requests) });
            }
            Some(operation) => {
                workload.needs.push(Need { operation: operation.id, place: Place::Unsaid, origin: Origin { at, what, seen: true } });
            }
            None => workload.gaps.push(Gap { at, why: format!("no operation is known at {what}") }),
        }
    }
    if workload.needs.is_empty() && workload.gaps.is_empty() {
        return Err(format!("nobody says what it has to be able to do, and it called nothing within {} days", evidence.window_days));
    }
    Ok(workload)
}

/// Whether `client` may do what `need` says.
pub(crate) fn cover(inputs: &Inputs<'_>, client: &Client, need: &Need) -> Coverage {
    let (organization, operation) = (inputs.organization, inputs.catalog.operation(need.operation));
    let target = match &need.place {
        Place::Unsaid => Target::None,
        Place::Division(id) => Target::One(*id),
        Place::Named(name) => match named(organization, name) {
            Ok(id) => Target::One(id),
            Err(why) => return Coverage::CannotTell(why),
        },
        Place::Everywhere if organization.unknown(Part::Divisions).is_some() => Target::Unknown(Part::Divisions),
        Place::Everywhere => Target::Many(organization.divisions().map(|division| division.id).collect()),
    };
    let decision = rights(inputs.catalog, organization, holder(client), operation, target, inputs.now);
    match decision.verdict {
        Verdict::Allow => undivided(inputs, client, need, operation),
        Verdict::Deny(reason) => refused(inputs, client, operation, &reason),
        Verdict::Unknown(Missing::Part(part)) => {
            Coverage::CannotTell(organization.unknown(part).unwrap_or("a part of the snapshot is missing").to_owned())
        }
        Verdict::Unknown(Missing::Permissions(_)) => Coverage::CannotTell("no source says which permissions it needs".to_owned()),
    }
}

fn named(organization: &Organization, name: &str) -> Result<Id<Division>, String> {
    if let Some(why) = organization.unknown(Part::Divisions) {
        return Err(format!("divisions could not be read: {why}"));
    }
    let found = organization.divisions().find(|division| division.name.to_lowercase() == name.to_lowercase());
    found.map(|division| division.id).ok_or_else(|| format!("no division is called `{name}`"))
}

/// Where the division is not said, and the permission is looked at per division, it must be held in all of them: else in
/// which of them it is needed decides. Listings show less then, and refuse nothing.
fn undivided(inputs: &Inputs<'_>, client: &Client, need: &Need, operation: &Operation) -> Coverage {
    let lists = operation.method == "GET" && operation.param_names.is_empty();
    if need.place != Place::Unsaid || lists {
        return Coverage::Covered;
    }
    let aware = |id: &&PermissionId| inputs.catalog.permission(**id).division_aware;
    let everywhere = |id: &&PermissionId| inputs.organization.holds_at(holder(client), **id, Reach::All);
    let somewhere = |id: &&PermissionId| inputs.organization.holds(holder(client), **id);
    let mut held = operation.permissions.iter().filter(somewhere);
    if operation.permissions.is_empty() || held.any(|id| !aware(&id) || everywhere(&id)) {
        return Coverage::Covered;
    }
    let places = places(inputs, client, operation.permissions);
    Coverage::CannotTell(format!("it may in {} only, and nothing says in which division it is needed", places.join(", ")))
}

fn refused(inputs: &Inputs<'_>, client: &Client, operation: &Operation, reason: &Reason) -> Coverage {
    let lacks = |id: PermissionId| !inputs.organization.holds(holder(client), id);
    let (Reason::MissingDivisionPermission { division, .. } | Reason::MissingAnyDivisionPermissions { division, .. }) = reason else {
        let permissions = operation.permissions.iter().filter(|id| lacks(**id));
        let permissions = permissions.map(|id| inputs.catalog.permission(*id).name.to_owned()).collect();
        return Coverage::Lacking { words: format!("{} `{}`", reason.status(), reason.code()), permissions };
    };
    let needed = inputs.organization.division(*division).map_or_else(|| division.to_string(), |division| format!("`{}`", division.name));
    Coverage::OnlyElsewhere { needed, held: places(inputs, client, &reason.permissions(inputs.catalog)) }
}

/// Where a client holds one of `permissions`.
fn places(inputs: &Inputs<'_>, client: &Client, permissions: &[PermissionId]) -> Vec<String> {
    let held = inputs.organization.own_holdings(client.id.uuid());
    let held = held.filter(|held| permissions.iter().any(|id| held.role.effective.contains(*id)));
    let mut places: Vec<String> = held
        .map(|held| match held.grant.division {
            Reach::All => "all divisions".to_owned(),
            Reach::Division(id) => {
                inputs.organization.division(id).map_or_else(|| id.to_string(), |division| format!("`{}`", division.name))
            }
        })
        .collect();
    places.sort();
    places.dedup();
    places
}

/// `GET /api/v2/users`: how an operation is called in reports.
pub(crate) fn shown(inputs: &Inputs<'_>, need: &Need) -> String {
    let operation = inputs.catalog.operation(need.operation);
    format!("`{} {}`", operation.method, operation.path)
}
