//! Whether the parts of a snapshot fit together, so that it can be run. What only looks odd is let be: an organization may.

use std::{collections::BTreeSet, fmt::Display};

use postern_model::{Fact, Reach, Snapshot, UserState, evidence::Piece, snapshot::VERSION};
use serde_json::Value;

use crate::Refusal;

pub(super) fn check(snapshot: &Snapshot) -> Result<(), Refusal> {
    if snapshot.version != VERSION {
        return Err(bad(format!("the snapshot has version {}; this version of Postern reads version {VERSION}", snapshot.version)));
    }
    if let Some(why) = snapshot.evidence.as_ref().and_then(|evidence| evidence.unread.get(&Piece::Authentication)) {
        return Err(bad(format!("the snapshot lacks the authentication settings, so the organization cannot be run: {why}")));
    }
    check_divisions(snapshot)?;
    check_names(snapshot)?;
    check_references(snapshot)?;
    check_resources(snapshot)
}

/// Whatever is stored is where its id says, and in a division that is there: the door would look past it otherwise.
fn check_resources(snapshot: &Snapshot) -> Result<(), Refusal> {
    let divisions = known("divisions", &snapshot.divisions)?;
    let lives = |reach: Reach| match reach {
        Reach::All => true,
        Reach::Division(id) => divisions.iter().any(|division| division.id == id && division.deleted.is_none()),
    };
    for (path, entity) in part("resources", &snapshot.resources)? {
        if !path.starts_with('/') || path.contains("//") {
            return Err(bad(format!("the snapshot has a resource at `{path}`, which is no path")));
        }
        // A singleton's path ends in a slash; a version bears the id of what it is a version of.
        let id = entity.get("id").and_then(Value::as_str).filter(|_| !path.ends_with('/'));
        if let Some(id) = id.filter(|id| !path.split('/').any(|segment| segment == *id)) {
            return Err(bad(format!("the snapshot has a resource at `{path}` with the id `{id}`, which would be elsewhere")));
        }
        let division = entity.get("division").and_then(|division| division.get("id")).and_then(Value::as_str);
        if let Some(division) = division.filter(|text| !Reach::parse(text).is_some_and(lives)) {
            return Err(bad(format!("the resource at `{path}` is in division `{division}`, which the snapshot does not have")));
        }
    }
    Ok(())
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
fn known<'s, T>(name: &str, fact: &'s Fact<Vec<T>>) -> Result<&'s [T], Refusal> {
    part(name, fact).map(Vec::as_slice)
}

fn part<'s, T>(name: &str, fact: &'s Fact<T>) -> Result<&'s T, Refusal> {
    match fact {
        Fact::Known(part) => Ok(part),
        Fact::Unknown(why) => Err(bad(format!("the snapshot lacks `{name}`, so the organization cannot be run: {why}"))),
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
