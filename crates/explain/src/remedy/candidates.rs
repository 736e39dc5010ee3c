//! Every change that may turn the answer, the smallest first.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use postern_catalog::{Catalog, Need};
use postern_model::{Division, Id, PermissionId, PermissionSet, Reach, Role, Subject, SubjectKind};
use postern_org::Effective;

use super::{Change, Given, Wanted};

/// The longest name that a new role gets.
const NAME: usize = 120;

/// Who holds one of these can come to hold everything: no role that brings one along unasked is a remedy.
const ESCALATING: &[&str] = &[
    "admin",
    "authorization:grant:add",
    "authorization:role:add",
    "authorization:role:edit",
    "directory:organization:admin",
    "directory:user:setPassword",
    "oauth:client:add",
    "oauth:client:edit",
    "sso:provider:add",
    "sso:provider:edit",
];

/// What is missing where, for one way to satisfy the operation.
struct Lack {
    /// In which divisions; one at least.
    reaches: Vec<Reach>,
    /// All of it together.
    missing: PermissionSet,
}

/// The changes that may turn the answer, in order: how many others gain by it, what the caller gains, then whether something new
/// is made for it, then how much else the permissions open, then the role's name. They are not tried yet.
pub fn candidates(wanted: &Wanted<'_>) -> Vec<Change> {
    let operation = wanted.operation;
    let bare = |permission: &PermissionId| wanted.catalog.permission(*permission).domain.is_empty();
    let mut ways: Vec<Vec<PermissionId>> = match operation.need {
        Need::All => vec![operation.permissions.to_vec()],
        Need::Any => operation.permissions.iter().map(|permission| vec![*permission]).collect(),
        Need::None | Need::Unknown => return Vec::new(),
    };
    // `admin` opens everything: it is no remedy where anything else will do.
    if ways.iter().any(|way| !way.iter().any(bare)) {
        ways.retain(|way| !way.iter().any(bare));
    }
    let escalating: Vec<PermissionId> = ESCALATING.iter().filter_map(|name| wanted.catalog.permission_id(name)).collect();
    let escalates = |change: &Change| escalating.iter().any(|permission| change.extra.contains(*permission));
    let mut found: Vec<(Change, usize)> = Vec::new();
    for way in &ways {
        let Some(lack) = lack(wanted, way) else { continue };
        let opens = way.iter().map(|permission| opens(wanted.catalog, *permission)).sum();
        let roles = wanted.organization.roles().filter(|role| role.effective.contains_all(&lack.missing));
        let given = roles.map(|role| existing(wanted, &lack, role)).filter(|change| !escalates(change));
        let others = widened(wanted, &lack).chain(memberships(wanted, &lack)).filter(|change| !escalates(change));
        found.extend(given.chain([new(wanted, &lack)]).chain(others).map(|change| (change, opens)));
    }
    let kind = |change: &Change| match &change.given {
        Given::Existing(_) => 0,
        Given::Widened(_) => 1,
        Given::Member(_) => 2,
        Given::New(_) => 3,
    };
    let name = |change: &Change| match &change.given {
        Given::Member(group) => wanted.organization.group(*group).map_or("", |group| &group.name).to_owned(),
        Given::Existing(role) | Given::Widened(role) => wanted.organization.role(*role).map_or("", |role| &role.name).to_owned(),
        Given::New(name) => name.clone(),
    };
    found.sort_by_cached_key(|(change, opens)| (wanted.others(change), change.gain, kind(change), *opens, name(change)));
    found.into_iter().map(|(change, _)| change).collect()
}

fn lack(wanted: &Wanted<'_>, way: &[PermissionId]) -> Option<Lack> {
    let (organization, divisions) = (wanted.organization, wanted.target.divisions());
    let anywhere = organization.effective(wanted.subject, None).anywhere;
    let mut missing = PermissionSet::EMPTY;
    let mut reaches: Vec<Reach> = Vec::new();
    let aware = |permission: PermissionId| wanted.catalog.permission(permission).division_aware;
    for division in divisions {
        let here = organization.effective(wanted.subject, Some(*division)).here;
        let holds = |permission: PermissionId| if aware(permission) { here.contains(permission) } else { anywhere.contains(permission) };
        // Of an ANY list another permission may do in this division.
        if wanted.operation.need == Need::Any && wanted.operation.permissions.iter().any(|permission| holds(*permission)) {
            continue;
        }
        for permission in way.iter().filter(|permission| aware(**permission) && !here.contains(**permission)) {
            missing.insert(*permission);
            if !reaches.contains(&Reach::Division(*division)) {
                reaches.push(Reach::Division(*division));
            }
        }
    }
    way.iter().filter(|permission| !anywhere.contains(**permission)).for_each(|permission| missing.insert(*permission));
    if missing.is_empty() {
        return None;
    }
    if reaches.is_empty() {
        let usual = divisions.first().copied().or_else(|| usual_division(wanted));
        reaches.push(usual.map_or(Reach::All, Reach::Division));
    }
    Some(Lack { reaches, missing })
}

/// Where the caller holds most; home if that is nowhere, or everywhere.
fn usual_division(wanted: &Wanted<'_>) -> Option<Id<Division>> {
    let mut counts: HashMap<Id<Division>, usize, FixedState> = HashMap::default();
    for holding in wanted.organization.holdings(wanted.subject) {
        if let Reach::Division(division) = holding.grant.division
            && wanted.organization.division(division).is_some()
        {
            *counts.entry(division).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(division, count)| (*count, std::cmp::Reverse(*division)));
    let home = || wanted.organization.division(wanted.organization.home()).or_else(|| wanted.organization.divisions().next());
    most.map(|(division, _)| division).or_else(|| home().map(|division| division.id))
}

fn existing(wanted: &Wanted<'_>, lack: &Lack, role: &Role) -> Change {
    change(wanted, lack, &role.effective, Given::Existing(role.id))
}

fn new(wanted: &Wanted<'_>, lack: &Lack) -> Change {
    let names: Vec<&str> = lack.missing.iter().map(|id| wanted.catalog.permission(id).name).collect();
    let who = wanted.organization.subject_name(wanted.subject).unwrap_or("caller");
    let name = format!("{who}: {}", names.join(", "));
    let cut: String = name.chars().take(NAME).collect();
    let name = free_name(wanted, cut.trim_end_matches([',', ' ']));
    change(wanted, lack, &lack.missing, Given::New(name))
}

/// Own roles of the organization that the caller holds, with what is missing in them. Those that ship with the platform are left as
/// they are.
fn widened<'w>(wanted: &'w Wanted<'_>, lack: &'w Lack) -> impl Iterator<Item = Change> + 'w {
    let mut roles: Vec<Id<Role>> = Vec::new();
    for holding in wanted.organization.holdings(wanted.subject).filter(|holding| !holding.role.base) {
        if !roles.contains(&holding.role.id) {
            roles.push(holding.role.id);
        }
    }
    roles.into_iter().map(|role| {
        let organization = wanted.organization;
        let here = organization.holdings(wanted.subject).filter(|holding| holding.role.id == role);
        let reaches: Vec<Reach> = here.map(|holding| holding.grant.division).collect();
        let comes = |division: Id<Division>| reaches.iter().any(|reach| reach.covers(division)).then_some(lack.missing);
        let (gain, extra) = gained(wanted, lack, comes);
        let holds = |held: &&postern_model::grant::SubjectGrants| held.grants.iter().any(|grant| grant.role == role);
        let others = organization.all_grants().filter(holds).map(|held| held.subject);
        let mut others: Vec<Subject> = others.filter(|subject| *subject != wanted.subject).collect();
        others.sort_unstable();
        Change {
            subject: wanted.subject,
            given: Given::Widened(role),
            reaches: lack.reaches.clone(),
            others,
            brings: lack.missing,
            extra,
            gain,
        }
    })
}

/// Groups that hold what is missing, for a person who is in none of them.
fn memberships<'w>(wanted: &'w Wanted<'_>, lack: &'w Lack) -> impl Iterator<Item = Change> + 'w {
    let organization = wanted.organization;
    let person = (wanted.subject.kind == SubjectKind::User).then(|| organization.user(Id::new(wanted.subject.id))).flatten();
    let groups = person
        .into_iter()
        .flat_map(move |person| organization.groups().filter(move |group| group.roles_enabled && !person.groups.contains(&group.id)));
    groups.filter_map(|group| {
        let mut all = PermissionSet::EMPTY;
        organization.own_holdings(group.id.uuid()).for_each(|holding| all.union_with(&holding.role.effective));
        if !all.contains_all(&lack.missing) {
            return None;
        }
        let comes = |division: Id<Division>| {
            let mut here = PermissionSet::EMPTY;
            let covering = organization.own_holdings(group.id.uuid()).filter(|holding| holding.grant.division.covers(division));
            covering.for_each(|holding| here.union_with(&holding.role.effective));
            Some(here)
        };
        let (gain, extra) = gained(wanted, lack, comes);
        let given = Given::Member(group.id);
        Some(Change {
            subject: wanted.subject,
            given,
            reaches: lack.reaches.clone(),
            others: Vec::new(),
            brings: lack.missing,
            extra,
            gain,
        })
    })
}

/// What the caller gains where `comes` comes in each division: how much, counted once in each; and what nobody asked for.
fn gained(wanted: &Wanted<'_>, lack: &Lack, comes: impl Fn(Id<Division>) -> Option<PermissionSet>) -> (usize, PermissionSet) {
    let asked = |division: Id<Division>| lack.reaches.iter().any(|reach| reach.covers(division));
    let (mut gain, mut extra, mut once) = (0, PermissionSet::EMPTY, PermissionSet::EMPTY);
    for division in wanted.organization.divisions().map(|division| division.id) {
        let Some(comes) = comes(division) else { continue };
        let Effective { anywhere, here, .. } = wanted.organization.effective(wanted.subject, Some(division));
        for permission in comes.iter() {
            let aware = wanted.catalog.permission(permission).division_aware;
            if if aware { here.contains(permission) } else { anywhere.contains(permission) || once.contains(permission) } {
                continue;
            }
            if !aware {
                once.insert(permission);
            }
            gain += 1;
            if !lack.missing.contains(permission) || (aware && !asked(division)) {
                extra.insert(permission);
            }
        }
    }
    (gain, extra)
}

/// A name that no role has yet.
fn free_name(wanted: &Wanted<'_>, name: &str) -> String {
    let numbered = (2..).map(|number| format!("{name} ({number})"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| wanted.organization.role_named(name).is_none()).unwrap_or_default()
}

fn change(wanted: &Wanted<'_>, lack: &Lack, comes: &PermissionSet, given: Given) -> Change {
    let (mut extra, mut gain) = (PermissionSet::EMPTY, 0);
    for reach in &lack.reaches {
        let division = match reach {
            Reach::Division(division) => Some(*division),
            Reach::All => None,
        };
        let Effective { anywhere, here, .. } = wanted.organization.effective(wanted.subject, division);
        // What goes by divisions is gained where it was not held; the rest where it was held nowhere.
        let aware = |id: PermissionId| wanted.catalog.permission(id).division_aware;
        let gained = comes.iter().filter(|id| if aware(*id) { !here.contains(*id) } else { !anywhere.contains(*id) });
        for permission in gained {
            gain += 1;
            if !lack.missing.contains(permission) {
                extra.insert(permission);
            }
        }
    }
    Change { subject: wanted.subject, given, reaches: lack.reaches.clone(), others: Vec::new(), brings: lack.missing, extra, gain }
}

/// How many operations name a permission: how much it opens.
fn opens(catalog: &Catalog, permission: PermissionId) -> usize {
    catalog.operations().iter().filter(|operation| operation.permissions.contains(&permission)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_escalating_permission_exists() {
        let unknown: Vec<_> = ESCALATING.iter().filter(|name| Catalog::builtin().permission_id(name).is_none()).collect();
        assert_eq!(unknown, Vec::<&&str>::new());
    }
}
