//! The smallest roles that cover what a client has to do, each in the divisions where it is needed, and the proof that they
//! are: in a copy of the organization the client holds these roles and nothing else, every operation passes, and without any
//! one permission in any one place some operation fails.

mod cover;
mod places;
mod proof;
mod written;

use std::collections::{BTreeMap, BTreeSet};

use postern_catalog::Need as Wants;
use postern_model::{Client, GrantType, Id, PermissionId, Reach};
use postern_workload::{Need, Workload};

use self::places::Held;
use crate::{Inputs, coverage};

pub use proof::Broken;

/// The smallest roles for a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Least {
    /// The client.
    pub id: Id<Client>,
    /// Its name.
    pub client: String,
    /// The roles: one for all permissions that are needed in the same divisions.
    pub roles: Vec<LeastRole>,
    /// Whether no set that gives less would do; else it was found step by step, and only no permission of it can be left out.
    pub smallest: bool,
    /// How many operations it was made for.
    pub operations: usize,
    /// Operations and parts of the workload that it was not made for, and why.
    pub left_out: Vec<String>,
    /// For each permission, in each place, an operation that fails without it.
    pub proof: Vec<Broken>,
}

/// One of the smallest roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeastRole {
    /// The name that it is given.
    pub name: String,
    /// Its permissions, by name.
    pub permissions: Vec<String>,
    /// Where it must be held.
    pub reaches: Vec<Reach>,
}

/// Why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoLeast {
    /// The client is of another grant, or asks for nothing.
    Senseless(String),
    /// It cannot be told what it has to do.
    Unknown(String),
    /// The copy did not confirm it; a mistake of this program.
    Unproven(String),
}

impl std::fmt::Display for NoLeast {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Senseless(why) | Self::Unknown(why) | Self::Unproven(why) => out.write_str(why),
        }
    }
}

/// Finds the smallest roles that cover what `client` has to do, and proves it.
///
/// # Errors
/// There is nothing to cover, or it cannot be told what.
pub fn least_privilege(inputs: &Inputs<'_>, client: &Client) -> Result<Least, NoLeast> {
    if client.grant_type != GrantType::ClientCredentials {
        let why = format!("`{}` acts as a person ({}): its rights are that person's", client.name, client.grant_type.name());
        return Err(NoLeast::Senseless(why));
    }
    let workload = coverage::workload(inputs, client).map_err(NoLeast::Unknown)?;
    let (able, left_out) = split(inputs, &workload);
    let spots = places::spots(inputs, client, able).map_err(NoLeast::Unknown)?;
    let cover::Cover { chosen, smallest } = places::fewest(inputs.catalog, &spots);
    let proof = proof::prove(inputs, client, &spots, &chosen).map_err(NoLeast::Unproven)?;
    let groups = grouped(&chosen);
    let named = |at: usize| match groups.len() {
        1 => format!("{} (least privilege)", client.name),
        _ => format!("{} (least privilege, {})", client.name, at + 1),
    };
    let roles = groups.iter().enumerate().map(|(at, (permissions, reaches))| LeastRole {
        name: named(at),
        permissions: permissions.iter().map(|id| inputs.catalog.permission(*id).name.to_owned()).collect(),
        reaches: reaches.iter().copied().collect(),
    });
    let (id, client) = (client.id, client.name.clone());
    Ok(Least { id, client, roles: roles.collect(), smallest, operations: spots.len(), left_out, proof })
}

/// Roles from what is to be held where: permissions that are needed in the same places are one role. The widest first.
fn grouped(held: &BTreeSet<Held>) -> Vec<(BTreeSet<PermissionId>, BTreeSet<Reach>)> {
    let mut places: BTreeMap<PermissionId, BTreeSet<Reach>> = BTreeMap::new();
    held.iter().for_each(|(id, reach)| _ = places.entry(*id).or_default().insert(*reach));
    let mut groups: BTreeMap<BTreeSet<Reach>, BTreeSet<PermissionId>> = BTreeMap::new();
    places.into_iter().for_each(|(id, reaches)| _ = groups.entry(reaches).or_default().insert(id));
    groups.into_iter().map(|(reaches, permissions)| (permissions, reaches)).collect()
}

/// The needs that a role can serve, and what no role can.
fn split(inputs: &Inputs<'_>, workload: &Workload) -> (Vec<Need>, Vec<String>) {
    let mut left_out: Vec<String> = workload.gaps.iter().map(|gap| format!("{}: {}", gap.at, gap.why)).collect();
    let mut able = Vec::new();
    for need in &workload.needs {
        let operation = inputs.catalog.operation(need.operation);
        let why = match operation.need {
            _ if operation.user_context => Some("wants a person; client credentials get 400 `not.a.user`"),
            Wants::Unknown => Some("no source says which permissions it needs"),
            _ => None,
        };
        match why {
            Some(why) => left_out.push(format!("{}: {why}", coverage::shown(inputs, need))),
            None => able.push(need.clone()),
        }
    }
    left_out.dedup();
    (able, left_out)
}
