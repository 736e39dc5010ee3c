//! Where each operation of a workload has to be permitted, and what would permit it there.

use std::collections::{BTreeMap, BTreeSet};

use postern_catalog::{Catalog, Need as Wants};
use postern_model::{Client, Id, PermissionId, Reach};
use postern_workload::{Need, Place};
use uuid::Uuid;

use super::cover::{self, Cover};
use crate::{Inputs, coverage};

/// A permission in a place: what grants consist of.
pub(super) type Held = (PermissionId, Reach);

/// An operation, and where it has to be permitted.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) need: Need,
    pub(super) places: BTreeSet<Reach>,
}

/// Where each need has to be permitted: where the workload says; where it does not, where the client is permitted it today, so
/// that it goes on seeing what it sees.
pub(super) fn spots(inputs: &Inputs<'_>, client: &Client, needs: Vec<Need>) -> Result<Vec<Spot>, String> {
    let place = |need: Need| {
        let places = match &need.place {
            Place::Everywhere => [Reach::All].into(),
            Place::Division(id) => [Reach::Division(*id)].into(),
            Place::Home => [Reach::Division(inputs.organization.home())].into(),
            Place::Named(name) => {
                let named = inputs.organization.divisions().find(|division| division.name.to_lowercase() == name.to_lowercase());
                [Reach::Division(named.ok_or_else(|| format!("no division is called `{name}`"))?.id)].into()
            }
            Place::Unsaid => today(inputs, client, &need),
        };
        Ok(Spot { need, places })
    };
    needs.into_iter().map(place).collect()
}

/// Where the client holds something that the need wants; if nowhere, wherever it holds roles; if it holds none, everywhere.
fn today(inputs: &Inputs<'_>, client: &Client, need: &Need) -> BTreeSet<Reach> {
    let wanted = inputs.catalog.operation(need.operation).permissions;
    let held = || inputs.organization.own_holdings(client.id.uuid());
    let serves = held().filter(|held| wanted.iter().any(|id| held.role.effective.contains(*id)));
    let mut places: BTreeSet<Reach> = serves.map(|held| held.grant.division).collect();
    if places.is_empty() {
        places = coverage::today(inputs, client).into_iter().collect();
    }
    if places.contains(&Reach::All) || places.is_empty() { [Reach::All].into() } else { places }
}

/// Who holds one of these opens far more than an operation that names it: no answer where others will do.
const POWERFUL: [&str; 5] =
    ["directory:organization:admin", "authorization:grant:add", "authorization:role:edit", "sso:provider:add", "sso:provider:edit"];

/// The fewest permissions that permit every need in its places. A powerful one is dearer than any others, one in all divisions
/// than one in each division; of those that would do alike, the one that opens fewest operations is taken.
pub(super) fn fewest(catalog: &Catalog, spots: &[Spot]) -> Cover<Held> {
    let mut opens: BTreeMap<PermissionId, u64> = BTreeMap::new();
    for id in catalog.operations().iter().flat_map(|operation| operation.permissions) {
        *opens.entry(*id).or_default() += 1;
    }
    let powerful: BTreeSet<PermissionId> = POWERFUL.iter().filter_map(|name| catalog.permission_id(name)).collect();
    let price = |(id, reach): &Held| {
        let narrow = if *reach == Reach::All { 1_000_000_000 } else { 1_000_000 };
        let wide = if powerful.contains(id) { 1_000_000_000_000 } else { 0 };
        wide + narrow + opens.get(id).copied().unwrap_or_default()
    };
    cover::least(&lists(catalog, spots), price)
}

/// What each need wants in each of its places: one of each list.
fn lists(catalog: &Catalog, spots: &[Spot]) -> BTreeSet<BTreeSet<Held>> {
    let aware = |id: &PermissionId| catalog.permission(*id).division_aware;
    let all: BTreeSet<Reach> = spots.iter().flat_map(|spot| spot.places.iter().copied()).collect();
    // What goes by no division is held in one that the client is granted something in anyway.
    let somewhere = all.last().copied().unwrap_or(Reach::All);
    // What something needs in all divisions serves in each, too.
    let everywhere = spots.iter().filter(|spot| spot.places.contains(&Reach::All));
    let wide: BTreeSet<PermissionId> = everywhere.flat_map(|spot| choices(catalog, &spot.need)).flatten().collect();
    let mut lists = BTreeSet::new();
    for spot in spots {
        for choice in choices(catalog, &spot.need) {
            for place in &spot.places {
                let mut list = BTreeSet::new();
                for id in &choice {
                    list.insert((*id, if aware(id) { *place } else { somewhere }));
                    if aware(id) && wide.contains(id) {
                        list.insert((*id, Reach::All));
                    }
                }
                lists.insert(list);
            }
        }
    }
    lists
}

/// Of which permissions one each is wanted. `admin` opens everything: it is none where another will do.
fn choices(catalog: &Catalog, need: &Need) -> Vec<Vec<PermissionId>> {
    let operation = catalog.operation(need.operation);
    match operation.need {
        Wants::All => operation.permissions.iter().map(|id| vec![*id]).collect(),
        Wants::Any => {
            let named: Vec<PermissionId> =
                operation.permissions.iter().copied().filter(|id| !catalog.permission(*id).domain.is_empty()).collect();
            vec![if named.is_empty() { operation.permissions.to_vec() } else { named }]
        }
        Wants::None | Wants::Unknown => Vec::new(),
    }
}

/// The division that stands for a place in a question. What holds in one that does not exist holds in all, also in those to come.
pub(super) fn division(place: Reach) -> Id<postern_model::Division> {
    match place {
        Reach::All => Id::new(Uuid::nil()),
        Reach::Division(id) => id,
    }
}
