//! Whether a client may do what it has to be able to do, in the words of the rules.

use postern_catalog::Need as Required;
use postern_model::{Client, Division, Id, Reach, Subject, SubjectKind, evidence::Piece};
use postern_workload::{
    Coverage as Found, Need, Workload,
    cover::{Elsewhere, Wanted},
    place::{Divided, divided},
    usage,
};

use crate::{Inputs, Needed};

/// Whether a client may do one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Coverage {
    /// It may.
    Covered,
    /// It may not: what the platform would answer, and the permissions that lack.
    Lacking { words: String, permissions: Vec<String> },
    /// It may, but not where it is needed: where that is, and where it may.
    OnlyElsewhere { needed: String, held: Vec<String> },
    /// It cannot be told, and why.
    CannotTell(String),
}

/// What helps where nobody says what a client has to be able to do.
pub(crate) const NAME_IT: &str =
    "name what it has to do: `workloads` of the client in the policy, or `--workload CLIENT=PATH`; or collect its usage";

/// What a client has to be able to do, and how far that is known: what somebody said, else what it did.
pub(crate) fn workload(inputs: &Inputs<'_>, client: &Client) -> Result<Workload, String> {
    if let Some(workload) = inputs.workloads.get(&client.id) {
        let is_empty = workload.needs.is_empty() && workload.gaps.is_empty();
        return if is_empty { Err("its workload names no operation".to_owned()) } else { Ok(workload.clone()) };
    }
    let Some(evidence) = inputs.evidence else { return Err("nobody says what it has to be able to do".to_owned()) };
    if evidence.usage.known().is_none() {
        return Err("nobody says what it has to be able to do, and its usage could not be read".to_owned());
    }
    let workload = usage::read(inputs.catalog, evidence, client.id);
    if workload.needs.is_empty() && workload.gaps.is_empty() {
        return Err(format!("nobody says what it has to be able to do, and it called nothing within {} days", evidence.window_days));
    }
    Ok(workload)
}

/// Whether `client` may do what `need` says.
pub(crate) fn cover(inputs: &Inputs<'_>, client: &Client, need: &Need) -> Coverage {
    if let Some(why) = grants_by_division(inputs, client, need).or_else(|| not_here(inputs, client, need)) {
        return Coverage::CannotTell(why);
    }
    let alone = Workload { needs: vec![need.clone()], gaps: Vec::new() };
    let found = postern_workload::cover(inputs.catalog, inputs.organization, client.id, &alone, inputs.now);
    match found.into_iter().next() {
        None | Some(Found::Covered) => Coverage::Covered,
        Some(Found::Lacking(lacking)) => {
            let words = if lacking.all { "403 `missing.permissions`" } else { "403 `missing.any.permissions`" };
            Coverage::Lacking { words: words.to_owned(), permissions: lacking.permissions.into_iter().map(str::to_owned).collect() }
        }
        Some(Found::NeedsPerson(_)) => {
            Coverage::Lacking { words: "400 `not.a.user`: it wants a person".to_owned(), permissions: Vec::new() }
        }
        Some(Found::OnlyElsewhere(elsewhere)) => elsewhere_is(inputs, &elsewhere),
        Some(Found::CannotTell(why)) => Coverage::CannotTell(why),
    }
}

fn subject(client: &Client) -> Subject {
    Subject { kind: SubjectKind::Client, id: client.id.uuid() }
}

/// Whether grants count by division is a setting that could not be read, and it matters here.
fn grants_by_division(inputs: &Inputs<'_>, client: &Client, need: &Need) -> Option<String> {
    let operation = inputs.catalog.operation(need.operation);
    let everywhere = operation.permissions.iter().all(|id| inputs.organization.holds_at(subject(client), *id, Reach::All));
    let matters = divided(inputs.catalog, operation) == Divided::ByGrant && !everywhere;
    matters.then(|| Needed::Piece(Piece::RoleSettings).missing(inputs)).flatten().map(|missing| missing.why)
}

/// What the client holds for it is not among the permissions of the organization, whose products decide which there are.
fn not_here(inputs: &Inputs<'_>, client: &Client, need: &Need) -> Option<String> {
    let here = inputs.evidence?.permissions.known()?;
    let operation = inputs.catalog.operation(need.operation);
    let held = operation.permissions.iter().filter(|id| inputs.organization.holds(subject(client), **id));
    let (there, gone): (Vec<&str>, Vec<&str>) =
        held.map(|id| inputs.catalog.permission(*id).name).partition(|name| here.iter().any(|permission| permission == name));
    let open = match operation.need {
        Required::All => !gone.is_empty(),
        _ => there.is_empty() && !gone.is_empty(),
    };
    open.then(|| format!("this organization does not have the permission {}, so what holding it gives cannot be told", gone.join(", ")))
}

fn elsewhere_is(inputs: &Inputs<'_>, elsewhere: &Elsewhere) -> Coverage {
    let name =
        |id: &Id<Division>| inputs.organization.division(*id).map_or_else(|| id.to_string(), |division| format!("`{}`", division.name));
    let mut held: Vec<String> = elsewhere.holds.iter().map(name).collect();
    if held.is_empty() {
        held.push("no division that is there".to_owned());
    }
    match &elsewhere.wanted {
        Wanted::Division(wanted, _) => Coverage::OnlyElsewhere { needed: name(wanted), held },
        Wanted::Everywhere => Coverage::OnlyElsewhere { needed: "all divisions, those to come among them".to_owned(), held },
        Wanted::Unsaid => {
            Coverage::CannotTell(format!("it may in {} only, and nothing says in which division it is needed", held.join(", ")))
        }
    }
}

/// `GET /api/v2/users`: how an operation is called in reports.
pub(crate) fn shown(inputs: &Inputs<'_>, need: &Need) -> String {
    let operation = inputs.catalog.operation(need.operation);
    format!("`{} {}`", operation.method, operation.path)
}

/// Where a client holds roles today.
pub(crate) fn today(inputs: &Inputs<'_>, client: &Client) -> Vec<Reach> {
    inputs.organization.own_holdings(client.id.uuid()).map(|held| held.grant.division).collect()
}
