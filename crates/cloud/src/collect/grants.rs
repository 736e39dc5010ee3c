//! Grants: read by division, which is the cheapest listing that shows every subject, and held against the roles that people
//! show. Where that leaves something out, the role's own listing is read; what then still does not agree is unknown.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use postern_model::{Division, Fact, Grant, Id, Reach, Role, Subject, SubjectKind, grant::SubjectGrants};
use uuid::Uuid;

use super::{UNSHOWN, directory};
use crate::{Fault, listing::Listing, operation::reads, reader::Reader, wire};

/// The most entities of a page of grants (API description: "Maximum page size is 500").
const PAGE: u64 = 500;

/// What was read before.
pub(super) struct Known<'k> {
    pub divisions: &'k Fact<Vec<Division>>,
    pub roles: &'k Fact<Vec<wire::Role>>,
    pub clients: &'k Fact<Vec<wire::Client>>,
    pub people: &'k Fact<Vec<wire::User>>,
    pub groups: &'k Fact<Vec<directory::Group>>,
}

type Held = BTreeMap<(Id<Role>, Reach), Grant>;

/// Who holds what, and what the listings said about who is what.
#[derive(Default)]
struct Gathered {
    held: BTreeMap<Uuid, Held>,
    kinds: HashMap<Uuid, SubjectKind>,
    asked: HashSet<Id<Role>>,
}

/// Every subject's own grants.
pub(super) fn grants(reader: &mut Reader<'_>, known: &Known<'_>) -> Result<Vec<SubjectGrants>, Fault> {
    if known.people.known().is_none() || known.clients.known().is_none() {
        return Err(Fault::Unusable { what: "nobody can say whose grants they are: people or clients are unknown".to_owned() });
    }
    let mut gathered = Gathered::default();
    let everywhere = by_division(reader, known, &mut gathered)?;
    of_clients(known, &mut gathered);
    let all_roles = || known.roles.known().into_iter().flatten().map(|role| role.id);
    let lacking: BTreeSet<_> =
        if everywhere { missing(known, &gathered).into_iter().map(|(_, role)| role).collect() } else { all_roles().collect() };
    for role in lacking {
        by_role(reader, role, &mut gathered)?;
    }
    if let Some((person, role)) = missing(known, &gathered).first() {
        let what = format!("person `{person}` shows the role `{role}`, which no listing of grants has");
        return Err(Fault::Disagrees { call: "GET /api/v2/authorization/divisions/{divisionId}/grants".to_owned(), what });
    }
    name_kinds(reader, known, &mut gathered)?;
    let Gathered { held, kinds, .. } = gathered;
    let named = held.into_iter().filter_map(|(id, held)| {
        let subject = Subject { kind: *kinds.get(&id)?, id };
        Some(SubjectGrants { subject, grants: held.into_values().collect() })
    });
    Ok(named.collect())
}

/// Reads each division's grants and those of every division, `*`. Whether the latter can be read is inferred: the answer
/// says whether they could.
fn by_division(reader: &mut Reader<'_>, known: &Known<'_>, gathered: &mut Gathered) -> Result<bool, Fault> {
    let Fact::Known(divisions) = known.divisions else {
        return Err(Fault::Unusable { what: "the divisions are unknown, by which grants are listed".to_owned() });
    };
    let everywhere = match in_division(reader, "*", gathered) {
        Err(Fault::Refused { status: 400 | 404, .. }) if known.roles.known().is_some() => false,
        read => read.map(|()| true)?,
    };
    for division in divisions {
        in_division(reader, &division.id.to_string(), gathered)?;
    }
    Ok(everywhere)
}

fn in_division(reader: &mut Reader<'_>, division: &str, gathered: &mut Gathered) -> Result<(), Fault> {
    let listing = Listing { what: "grants", read: reads::DIVISION_GRANTS, params: &[division], query: &[], size: PAGE };
    for grant in reader.list::<wire::Grant>(&listing)? {
        let reach = reach(&grant.division.id, &listing)?;
        gathered.add(grant.subject_id, Grant { role: grant.role.id, division: reach, made: grant.grant_made_at.unwrap_or(UNSHOWN) });
    }
    Ok(())
}

/// A client's role and division pairs are its grants (one store or two: not established; both are taken).
fn of_clients(known: &Known<'_>, gathered: &mut Gathered) {
    for client in known.clients.known().into_iter().flatten() {
        for pair in client.role_divisions.iter().flatten() {
            if let Some(division) = Reach::parse(&pair.division_id) {
                let made = client.date_created.unwrap_or(UNSHOWN);
                gathered.add(client.id.uuid(), Grant { role: pair.role_id, division, made });
            }
        }
    }
}

/// Reads who was given a role, and what each of them is.
fn by_role(reader: &mut Reader<'_>, role: Id<Role>, gathered: &mut Gathered) -> Result<(), Fault> {
    if !gathered.asked.insert(role) {
        return Ok(());
    }
    let id = role.to_string();
    let listing = Listing { what: "grants of a role", read: reads::ROLE_GRANTS, params: &[&id], query: &[], size: 100 };
    for subject in reader.list::<wire::SubjectGrants>(&listing)? {
        if let Some(kind) = SubjectKind::parse(&subject.r#type) {
            gathered.kinds.insert(subject.id, kind);
        }
        for division in subject.divisions.iter().flatten() {
            gathered.add(subject.id, Grant { role, division: reach(&division.id, &listing)?, made: UNSHOWN });
        }
    }
    Ok(())
}

fn reach(text: &str, listing: &Listing<'_>) -> Result<Reach, Fault> {
    let call = crate::reader::key(listing.read, listing.params, "");
    Reach::parse(text).ok_or_else(|| Fault::Malformed { call, what: format!("`{text}` is neither a division's id nor `*`") })
}

/// Roles that people show and that neither they nor their groups hold so far.
fn missing(known: &Known<'_>, gathered: &Gathered) -> Vec<(Id<postern_model::User>, Id<Role>)> {
    let holds = |subject: Uuid, role: Id<Role>| gathered.held.get(&subject).is_some_and(|held| held.keys().any(|(mine, _)| *mine == role));
    let mut more: HashMap<Id<postern_model::User>, Vec<Uuid>> = HashMap::new();
    for group in known.groups.known().into_iter().flatten() {
        group.more.iter().for_each(|person| more.entry(*person).or_default().push(group.group.id.uuid()));
    }
    let mut missing = Vec::new();
    for person in known.people.known().into_iter().flatten() {
        let roles = person.authorization.iter().flat_map(|authorization| authorization.roles.iter().flatten()).filter_map(wire::Ref::id);
        let groups = person.groups.iter().flatten().filter_map(wire::Ref::id::<postern_model::Group>).map(Id::uuid);
        let through: Vec<_> = groups.chain(more.get(&person.id).into_iter().flatten().copied()).chain([person.id.uuid()]).collect();
        missing.extend(roles.filter(|role| !through.iter().any(|subject| holds(*subject, *role))).map(|role| (person.id, role)));
    }
    missing
}

/// Says of every subject what it is. One that is none of the people, groups and clients is looked for in the listing of a role
/// that it holds: it may be of a trusted organization. Who is not even there is gone, and so are the grants.
fn name_kinds(reader: &mut Reader<'_>, known: &Known<'_>, gathered: &mut Gathered) -> Result<(), Fault> {
    let people = known.people.known().into_iter().flatten().map(|person| (person.id.uuid(), SubjectKind::User));
    let groups = known.groups.known().into_iter().flatten().map(|group| (group.group.id.uuid(), SubjectKind::Group));
    let clients = known.clients.known().into_iter().flatten().map(|client| (client.id.uuid(), SubjectKind::Client));
    gathered.kinds.extend(people.chain(groups).chain(clients));
    let strangers: Vec<_> = gathered.held.iter().filter(|(id, _)| !gathered.kinds.contains_key(id)).collect();
    let of_roles: Vec<(Uuid, Id<Role>)> = strangers.into_iter().filter_map(|(id, held)| Some((*id, held.keys().next()?.0))).collect();
    for (subject, role) in of_roles {
        if !gathered.kinds.contains_key(&subject) {
            by_role(reader, role, gathered)?;
        }
    }
    Ok(())
}

impl Gathered {
    /// Takes in a grant. One that shows when it was made is better than one that does not.
    fn add(&mut self, subject: Uuid, grant: Grant) {
        let held = self.held.entry(subject).or_default();
        let known = held.entry((grant.role, grant.division)).or_insert(grant);
        if known.made == UNSHOWN {
            *known = grant;
        }
    }
}
