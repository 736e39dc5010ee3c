//! People and groups. Memberships and roles come with the people; only a group whose count does not agree is asked itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use postern_model::{Fact, Id, User, evidence::Piece};

use super::UNSHOWN;
use crate::{Fault, listing::Listing, operation::reads, reader::Reader, wire};

/// What a page of people shows besides the ordinary.
const EXPAND: &str = "authorization,groups,lasttokenissued,dateLastLogin";

/// How many people are asked for by id at once: so many ids make an address of two kilobytes.
const AT_ONCE: usize = 50;

/// A group with the members that it has beyond those who show it themselves.
pub(super) struct Group {
    pub group: wire::Group,
    pub more: BTreeSet<Id<User>>,
}

/// People, active and inactive. Deleted people hold nothing and cannot come in; what refers to one refers to nobody.
pub(super) fn people(reader: &mut Reader<'_>) -> Result<Vec<wire::User>, Fault> {
    let mut people = Vec::new();
    for state in ["active", "inactive"] {
        let query = [("sortOrder", "ascending"), ("state", state), ("expand", EXPAND)];
        let read: Vec<wire::User> = reader.list(&Listing { what: "people", read: reads::USERS, params: &[], query: &query, size: 100 })?;
        people.extend(read);
    }
    // Somebody may have changed state between the two listings.
    let mut seen = BTreeSet::new();
    people.retain(|person| seen.insert(person.id));
    match people.iter().find(|person| person.division.id::<postern_model::Division>().is_none()) {
        None => Ok(people),
        Some(person) => {
            let what = format!("person `{}` is in the division `{}`, which is no id", person.id, person.division.id);
            Err(Fault::Malformed { call: "GET /api/v2/users".to_owned(), what })
        }
    }
}

/// The people whom clients name as their makers and who are not among `people`: deleted ones, who are found by id alone.
pub(super) fn makers(
    reader: &mut Reader<'_>,
    people: &Fact<Vec<wire::User>>,
    clients: &Fact<Vec<wire::Client>>,
) -> Result<Vec<wire::User>, Fault> {
    let (Fact::Known(people), Fact::Known(clients)) = (people, clients) else { return Ok(Vec::new()) };
    let named = clients.iter().flat_map(|client| [&client.created_by, &client.modified_by]).flatten();
    let mut ids: BTreeSet<Id<User>> = named.filter_map(wire::Ref::id).collect();
    let known: BTreeSet<_> = people.iter().map(|person| person.id).chain(clients.iter().map(|client| Id::new(client.id.uuid()))).collect();
    ids.retain(|id| !known.contains(id));
    let ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    let mut makers = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let query = [("id", some.join(",")), ("state", "any".to_owned()), ("expand", EXPAND.to_owned())];
        let query = query.each_ref().map(|(name, value)| (*name, value.as_str()));
        let read: Vec<wire::User> =
            reader.list(&Listing { what: "makers of clients", read: reads::USERS, params: &[], query: &query, size: 100 })?;
        makers.extend(read);
    }
    Ok(makers)
}

/// Groups, with the members that people's own lists lack.
pub(super) fn groups(reader: &mut Reader<'_>, people: &Fact<Vec<wire::User>>) -> Result<Vec<Group>, Fault> {
    let query = [("sortOrder", "ascending")];
    let groups: Vec<wire::Group> = reader.list(&Listing { what: "groups", read: reads::GROUPS, params: &[], query: &query, size: 100 })?;
    let counted = people.known().map(|people| memberships(people));
    let mut with_members = Vec::with_capacity(groups.len());
    for group in groups {
        let shown = counted.as_ref().map_or(0, |counted| counted.get(&group.id).copied().unwrap_or(0));
        let told = group.member_count;
        // With the people unknown there is nobody to put into the group.
        let ask = counted.is_some() && told.is_none_or(|told| told > shown);
        let more = if ask { members(reader, group.id)? } else { BTreeSet::new() };
        with_members.push(Group { group, more });
    }
    Ok(with_members)
}

/// How many people show each group.
fn memberships(people: &[wire::User]) -> HashMap<Id<postern_model::Group>, u64> {
    let mut counted = HashMap::new();
    for group in people.iter().flat_map(|person| person.groups.iter().flatten()).filter_map(wire::Ref::id) {
        *counted.entry(group).or_default() += 1;
    }
    counted
}

fn members(reader: &mut Reader<'_>, group: Id<postern_model::Group>) -> Result<BTreeSet<Id<User>>, Fault> {
    let id = group.to_string();
    let listing = Listing { what: "members", read: reads::MEMBERS, params: &[&id], query: &[], size: 100 };
    let members: Vec<wire::Member> = reader.list(&listing)?;
    Ok(members.into_iter().map(|member| member.id).collect())
}

/// A group as the snapshot has it.
pub(super) fn group(Group { group, .. }: Group) -> postern_model::Group {
    postern_model::Group {
        id: group.id,
        name: group.name,
        description: group.description.unwrap_or_default(),
        r#type: group.r#type,
        visibility: group.visibility.unwrap_or_else(|| "public".to_owned()),
        rules_visible: group.rules_visible.unwrap_or(false),
        roles_enabled: group.roles_enabled.unwrap_or(false),
        owners: group.owners.unwrap_or_default().iter().filter_map(wire::Ref::id).collect(),
        version: group.version.unwrap_or(1),
        date_modified: group.date_modified.unwrap_or(UNSHOWN),
        other: serde_json::Map::new(),
    }
}

/// People as the snapshot has them.
pub(super) fn users(people: Vec<wire::User>, groups: &Fact<Vec<Group>>) -> Vec<User> {
    let mut more: HashMap<Id<User>, Vec<Id<postern_model::Group>>> = HashMap::new();
    for group in groups.known().into_iter().flatten() {
        group.more.iter().for_each(|person| more.entry(*person).or_default().push(group.group.id));
    }
    people.into_iter().map(|person| user(person, &more)).collect()
}

fn user(person: wire::User, more: &HashMap<Id<User>, Vec<Id<postern_model::Group>>>) -> User {
    let shown = person.groups.unwrap_or_default();
    let mut groups: Vec<_> = shown.iter().filter_map(wire::Ref::id).chain(more.get(&person.id).into_iter().flatten().copied()).collect();
    groups.sort_unstable();
    groups.dedup();
    User {
        id: person.id,
        name: person.name,
        email: person.email.unwrap_or_default(),
        state: person.state,
        version: person.version.unwrap_or(1),
        // Looked at when it was read.
        division: person.division.id().unwrap_or(Id::new(uuid::Uuid::nil())),
        groups,
        manager: person.manager.as_ref().and_then(wire::Ref::id),
        tokens_from: None,
        last_token: person.last_token_issued.and_then(|token| token.date_issued),
        last_login: person.date_last_login,
        other: serde_json::Map::new(),
    }
}

/// Notes that nobody's activity is shown, which an organization where nobody was ever active looks like as well.
pub(super) fn note_activity(people: &Fact<Vec<wire::User>>, unread: &mut BTreeMap<Piece, String>) {
    let active = |person: &wire::User| {
        person.date_last_login.is_some() || person.last_token_issued.as_ref().is_some_and(|token| token.date_issued.is_some())
    };
    let why = match people {
        Fact::Unknown(why) => why.clone(),
        Fact::Known(people) if people.iter().any(active) => return,
        Fact::Known(_) => "of nobody the last token or the last login is shown".to_owned(),
    };
    unread.insert(Piece::Activity, why);
}
