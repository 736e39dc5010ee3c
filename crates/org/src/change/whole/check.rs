//! Whether the parts of a snapshot fit together, so that it can be run. What only looks odd is let be: an organization may.

use std::{collections::BTreeSet, fmt::Display};

use postern_model::{Fact, Reach, Snapshot, UserState, evidence::Piece};

use crate::Refusal;

/// The form of snapshots that this version reads.
const VERSION: u32 = 1;

pub(super) fn check(snapshot: &Snapshot) -> Result<(), Refusal> {
    if snapshot.version != VERSION {
        return Err(bad(format!("the snapshot has version {}; this version of Postern reads version {VERSION}", snapshot.version)));
    }
    if let Some(why) = snapshot.evidence.as_ref().and_then(|evidence| evidence.unread.get(&Piece::Authentication)) {
        return Err(bad(format!("the snapshot lacks the authentication settings, so the organization cannot be run: {why}")));
    }
    check_divisions(snapshot)?;
    check_names(snapshot)?;
    check_references(snapshot)
}

fn check_divisions(snapshot: &Snapshot) -> Result<(), Refusal> {
    let divisions = known("divisions", &snapshot.divisions)?;
    unique("division", divisions.iter().map(|division| division.id))?;
    unique("division name", divisions.iter().filter(|division| division.deleted.is_none()).map(|division| division.name.to_lowercase()))?;
    match divisions.iter().filter(|division| division.home && division.deleted.is_none()).count() {
        1 => Ok(()),
        0 => Err(bad("the snapshot has no home division: one of `divisions` must have `home`")),
        _ => Err(bad("the snapshot has more than one home division")),
    }
}

fn check_names(snapshot: &Snapshot) -> Result<(), Refusal> {
    let (roles, groups) = (known("roles", &snapshot.roles)?, known("groups", &snapshot.groups)?);
    unique("role", roles.iter().map(|role| role.id))?;
    unique("role name", roles.iter().map(|role| role.name.to_lowercase()))?;
    unique("group", groups.iter().map(|group| group.id))?;
    unique("group name", groups.iter().map(|group| group.name.to_lowercase()))?;
    let users = known("users", &snapshot.users)?;
    unique("user", users.iter().map(|user| user.id))?;
    unique("email address", users.iter().filter(|user| user.state != UserState::Deleted).map(|user| user.email.to_lowercase()))?;
    unique("client", known("clients", &snapshot.clients)?.iter().map(|client| client.id))?;
    unique("identity provider", known("providers", &snapshot.providers)?.iter().map(|provider| &provider.id))?;
    unique("subject of grants", known("grants", &snapshot.grants)?.iter().map(|held| held.subject.id))
}

fn check_references(snapshot: &Snapshot) -> Result<(), Refusal> {
    let divisions: BTreeSet<_> = known("divisions", &snapshot.divisions)?.iter().map(|division| division.id).collect();
    let roles: BTreeSet<_> = known("roles", &snapshot.roles)?.iter().map(|role| role.id).collect();
    for user in known("users", &snapshot.users)? {
        if !divisions.contains(&user.division) {
            return Err(bad(format!("user `{}` is in division `{}`, which the snapshot does not have", user.id, user.division)));
        }
    }
    for held in known("grants", &snapshot.grants)? {
        for grant in &held.grants {
            if !roles.contains(&grant.role) {
                return Err(bad(format!("`{}` holds role `{}`, which the snapshot does not have", held.subject.id, grant.role)));
            }
            if let Reach::Division(division) = grant.division
                && !divisions.contains(&division)
            {
                return Err(bad(format!("`{}` holds a role in division `{division}`, which the snapshot does not have", held.subject.id)));
            }
        }
    }
    Ok(())
}

/// The entities of a part, which must have been read.
fn known<'s, T>(part: &str, fact: &'s Fact<Vec<T>>) -> Result<&'s [T], Refusal> {
    match fact {
        Fact::Known(entities) => Ok(entities),
        Fact::Unknown(why) => Err(bad(format!("the snapshot lacks `{part}`, so the organization cannot be run: {why}"))),
    }
}

fn unique<T: Ord + Display>(what: &str, values: impl Iterator<Item = T>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for value in values {
        if seen.contains(&value) {
            return Err(bad(format!("the snapshot has the {what} `{value}` twice")));
        }
        seen.insert(value);
    }
    Ok(())
}

fn bad(message: impl Into<String>) -> Refusal {
    Refusal::bad("bad.request", message)
}
