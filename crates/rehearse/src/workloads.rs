//! Which programs break, and at what.

use postern_catalog::{Catalog, Operation};
use postern_decide::in_scope;
use postern_model::{Client, GrantType, Id, Timestamp};
use postern_org::Organization;
use postern_workload::{Coverage, Workload, cover, together};
use serde::Serialize;

use crate::{
    address::From,
    sign_in::{self, Gate},
};

/// An operation that a program needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Need {
    /// Method and path.
    pub operation: String,
    /// Where its need stands, and what stands there.
    pub origin: String,
    /// What is the matter.
    pub because: String,
}

/// What a change does to one program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Effect {
    /// The client's name.
    pub client: String,
    /// The client's id.
    pub id: String,
    /// How many operations it needs.
    pub needs: usize,
    /// Why it does not come in any more, if it does not.
    pub stopped: Option<String>,
    /// Why it did not come in before either, if it did not.
    pub off: Option<String>,
    /// What it could do before and cannot do after.
    pub lost: Vec<Need>,
    /// What it could not do before and can do after.
    pub gained: Vec<Need>,
    /// What it can do neither before nor after.
    pub lacking: Vec<Need>,
    /// What cannot be told, the gaps of the workload among it.
    pub unknown: Vec<String>,
}

impl Effect {
    /// Whether the change breaks it.
    pub fn breaks(&self) -> bool {
        self.stopped.is_some() || !self.lost.is_empty()
    }
}

/// What the change does to `client`, which has to do `workload`.
pub fn effect(catalog: &Catalog, before: &Gate<'_>, after: &Gate<'_>, client: Id<Client>, workload: &Workload) -> Effect {
    let (old, new) = (before.organization.client(client), after.organization.client(client));
    let mut effect = Effect {
        client: old.map_or_else(|| client.to_string(), |client| client.name.clone()),
        id: client.to_string(),
        needs: workload.needs.len(),
        ..Effect::default()
    };
    effect.off = old.and_then(|old| before.shut(old)).map(|bar| bar.text().to_owned());
    effect.stopped = old.filter(|old| before.shut(old).is_none()).and_then(|old| sign_in::refused(before, after, old)).map(|(_, why)| why);
    let unread = new.and_then(|client| after.unread(after.client(client).err()?));
    let gaps = workload.gaps.iter().map(|gap| format!("{}: {}", gap.at, gap.why));
    effect.unknown = unread.map(|why| format!("whether it gets tokens: {why}")).into_iter().chain(gaps).collect();
    if new.is_some_and(|client| sign_in::has_new_secret(before.organization, client)) {
        effect.unknown.push("it comes in again only once it has its new secret".to_owned());
    }
    if new.is_some_and(|client| after.from(client) == From::Unknown) {
        effect.unknown.push("the IP address allowlist becomes narrower, and nobody says from which networks it calls".to_owned());
    }
    match (old, new) {
        (Some(old), Some(new)) if old.grant_type != GrantType::ClientCredentials => {
            as_a_person(catalog, (before.organization, old), (after.organization, new), workload, &mut effect);
        }
        _ => by_its_grants(catalog, before, after, (client, workload), &mut effect),
    }
    effect
}

fn line(operation: &Operation, need: &postern_workload::Need, because: String) -> Need {
    Need {
        operation: format!("{} {}", operation.method, operation.path),
        origin: format!("{}: {}", need.origin.at, need.origin.what),
        because,
    }
}

/// A program that acts as a person: its client's scopes say what it may not do where they are enforced, and the person's grants,
/// which nobody names here, what it may.
fn as_a_person(catalog: &Catalog, old: (&Organization, &Client), new: (&Organization, &Client), workload: &Workload, effect: &mut Effect) {
    let mut open = 0;
    for need in &workload.needs {
        let operation = catalog.operation(need.operation);
        let barred = |(organization, client): (&Organization, &Client)| {
            organization.profile().settings.scopes_enforce && !in_scope(operation, &client.scope)
        };
        let line = || line(operation, need, format!("its scopes hold none of {}", operation.scopes.join(", ")));
        match (barred(old), barred(new)) {
            (false, true) => effect.lost.push(line()),
            (true, true) => effect.lacking.push(line()),
            (_, false) => open += 1,
        }
    }
    if open > 0 {
        effect.unknown.push(format!("it acts as a person, who is not named: {open} of its operations"));
    }
}

/// A program that acts as itself.
fn by_its_grants(catalog: &Catalog, before: &Gate<'_>, after: &Gate<'_>, (client, workload): (Id<Client>, &Workload), effect: &mut Effect) {
    let of = |organization: &Organization, now: Timestamp| cover(catalog, organization, client, workload, now);
    let (was, is) = (of(before.organization, before.now), of(after.organization, after.now));
    let mut open = Vec::new();
    for ((need, was), is) in workload.needs.iter().zip(&was).zip(&is) {
        let operation = catalog.operation(need.operation);
        let line = |because: String| line(operation, need, because);
        match (was, is) {
            (Coverage::Covered, Coverage::Covered) => {}
            (_, Coverage::CannotTell(why)) | (Coverage::CannotTell(why), _) if effect.stopped.is_none() => {
                open.push((format!("{} {}", operation.method, operation.path), why.clone()));
            }
            (Coverage::Covered, lost) => effect.lost.push(line(lost.words(after.organization))),
            (lacked, Coverage::Covered) => effect.gained.push(line(lacked.words(before.organization))),
            (_, lacks) => effect.lacking.push(line(lacks.words(after.organization))),
        }
    }
    effect.unknown.extend(together(open));
}
