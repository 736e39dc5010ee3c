//! Which programs break, and at what.

use postern_catalog::Catalog;
use postern_model::{Client, Id, Timestamp};
use postern_org::Organization;
use postern_workload::{Coverage, Workload, cover};
use serde::Serialize;

use crate::sign_in::Gate;

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
    /// Why it gets no token any more, if it does not.
    pub stopped: Option<String>,
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

/// What the change does to a client that calls from `networks` (none: nobody said) and has to do `workload`.
pub fn effect(
    catalog: &Catalog,
    before: &Gate<'_>,
    after: &Gate<'_>,
    (client, networks): (Id<Client>, &[String]),
    workload: &Workload,
) -> Effect {
    let of = |organization: &Organization, now: Timestamp| cover(catalog, organization, client, workload, now);
    let (was, is) = (of(before.organization, before.now), of(after.organization, after.now));
    let old = before.organization.client(client);
    let mut effect = Effect {
        client: old.map_or_else(|| client.to_string(), |client| client.name.clone()),
        id: client.to_string(),
        needs: workload.needs.len(),
        ..Effect::default()
    };
    effect.stopped = old.filter(|old| before.shut(old).is_none()).and_then(|_| match after.organization.client(client) {
        None => Some("it is deleted".to_owned()),
        Some(new) => after.shut(new).map(|bar| bar.text().to_owned()),
    });
    let lists = (before.organization.allowlist(), after.organization.allowlist());
    let outside: Vec<&str> = lists.1.outside(networks).into_iter().filter(|network| !lists.0.outside(networks).contains(network)).collect();
    if effect.stopped.is_none() && !outside.is_empty() {
        effect.stopped = Some(format!("it calls from {}, which the IP address allowlist no longer holds", outside.join(", ")));
    }
    let unread = after.organization.client(client).and_then(|client| after.unread(after.client(client).err()?));
    let gaps = workload.gaps.iter().map(|gap| format!("{}: {}", gap.at, gap.why));
    effect.unknown = unread.map(|why| format!("whether it gets tokens: {why}")).into_iter().chain(gaps).collect();
    if networks.is_empty() && !lists.1.is_empty() && lists.0 != lists.1 {
        effect.unknown.push("the IP address allowlist changes, and nobody says from which networks it calls".to_owned());
    }
    for ((need, was), is) in workload.needs.iter().zip(&was).zip(&is) {
        let operation = catalog.operation(need.operation);
        let line = |because: String| Need {
            operation: format!("{} {}", operation.method, operation.path),
            origin: format!("{}: {}", need.origin.at, need.origin.what),
            because,
        };
        match (was, is) {
            (Coverage::Covered, Coverage::Covered) => {}
            (_, Coverage::CannotTell(why)) | (Coverage::CannotTell(why), _) if effect.stopped.is_none() => {
                effect.unknown.push(format!("{} {}: {why}", operation.method, operation.path));
            }
            (Coverage::Covered, lost) => effect.lost.push(line(lost.words(after.organization))),
            (lacked, Coverage::Covered) => effect.gained.push(line(lacked.words(before.organization))),
            (_, lacks) => effect.lacking.push(line(lacks.words(after.organization))),
        }
    }
    effect
}
