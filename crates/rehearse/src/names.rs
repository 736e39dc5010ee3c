//! From what people call things to ids, and back.

use postern_model::{Client, Division, Group, Id, Provider, Reach, Role, Subject, SubjectKind, User, UserState};
use postern_org::{Organization, Part};

/// A name that leads nowhere: what is wrong, and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub message: String,
    pub help: Option<String>,
}

impl Wrong {
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }
}

/// `did you mean …?`, if something is called much like `name`.
pub(crate) fn suggested<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let name = name.to_lowercase();
    let mut close: Vec<(f64, &str)> =
        known.map(|known| (strsim::jaro_winkler(&name, &known.to_lowercase()), known)).filter(|(near, _)| *near > 0.8).collect();
    close.sort_by(|one, other| other.0.total_cmp(&one.0));
    let best: Vec<String> = close.into_iter().take(3).map(|(_, known)| format!("`{known}`")).collect();
    (!best.is_empty()).then(|| format!("did you mean {}?", best.join(" or ")))
}

fn one<'a>(organization: &Organization, (what, part): (&str, Part), name: &str, known: impl Iterator<Item = &'a str>) -> Wrong {
    match organization.unknown(part) {
        Some(why) => Wrong::new(format!("{what} `{name}` cannot be looked up: {why}")),
        None => Wrong { message: format!("the organization has no {what} `{name}`"), help: suggested(name, known) },
    }
}

pub(crate) fn group(organization: &Organization, name: &str) -> Result<Id<Group>, Wrong> {
    let found = Id::parse(name).and_then(|id| organization.group(id)).or_else(|| organization.group_named(name));
    found
        .map(|group| group.id)
        .ok_or_else(|| one(organization, ("group", Part::Groups), name, organization.groups().map(|group| group.name.as_str())))
}

pub(crate) fn role(organization: &Organization, name: &str) -> Result<Id<Role>, Wrong> {
    let found = Id::parse(name).and_then(|id| organization.role(id)).or_else(|| organization.role_named(name));
    found
        .map(|role| role.id)
        .ok_or_else(|| one(organization, ("role", Part::Roles), name, organization.roles().map(|role| role.name.as_str())))
}

/// A live person.
pub(crate) fn person(organization: &Organization, name: &str) -> Result<Id<User>, Wrong> {
    let found = Id::parse(name).and_then(|id| organization.live_user(id)).or_else(|| organization.user_with_email(name));
    found.map(|user| user.id).ok_or_else(|| {
        let known = organization.users().flat_map(|user| [user.email.as_str(), user.name.as_str()]);
        let wrong = one(organization, ("person", Part::Users), name, known);
        let by_name: Vec<&str> =
            organization.users().filter(|user| user.name.eq_ignore_ascii_case(name)).map(|user| user.email.as_str()).collect();
        if by_name.is_empty() {
            wrong
        } else {
            Wrong { help: Some(format!("name people by e-mail address: {}", by_name.join(", "))), ..wrong }
        }
    })
}

pub(crate) fn deleted_person(organization: &Organization, name: &str) -> Result<Id<User>, Wrong> {
    let deleted = || organization.users_even_deleted().filter(|user| user.state == UserState::Deleted);
    let found = Id::parse(name).and_then(|id| deleted().find(|user| user.id == id));
    let found = found.or_else(|| deleted().find(|user| user.email.eq_ignore_ascii_case(name)));
    found
        .map(|user| user.id)
        .ok_or_else(|| one(organization, ("deleted person", Part::Users), name, deleted().map(|user| user.email.as_str())))
}

pub(crate) fn client(organization: &Organization, name: &str) -> Result<Id<Client>, Wrong> {
    if let Some(client) = Id::parse(name).and_then(|id| organization.client(id)) {
        return Ok(client.id);
    }
    let named: Vec<Id<Client>> =
        organization.clients().filter(|client| client.name.to_lowercase() == name.to_lowercase()).map(|client| client.id).collect();
    match named[..] {
        [only] => Ok(only),
        [] => Err(one(organization, ("client", Part::Clients), name, organization.clients().map(|client| client.name.as_str()))),
        _ => {
            let ids = named.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            Err(Wrong { message: format!("{} clients are called `{name}`", named.len()), help: Some(format!("name it by its id: {ids}")) })
        }
    }
}

pub(crate) fn division(organization: &Organization, name: &str) -> Result<Id<Division>, Wrong> {
    let named = |division: &&Division| division.name.to_lowercase() == name.to_lowercase();
    let found = Id::parse(name).and_then(|id| organization.division(id)).or_else(|| organization.divisions().find(named));
    found.map(|division| division.id).ok_or_else(|| {
        one(organization, ("division", Part::Divisions), name, organization.divisions().map(|division| division.name.as_str()))
    })
}

pub(crate) fn deleted_division(organization: &Organization, name: &str) -> Result<Division, Wrong> {
    let found =
        organization.deleted_divisions().find(|division| division.id.to_string() == name || division.name.eq_ignore_ascii_case(name));
    found.cloned().ok_or_else(|| {
        one(
            organization,
            ("deleted division", Part::Divisions),
            name,
            organization.deleted_divisions().map(|division| division.name.as_str()),
        )
    })
}

pub(crate) fn reach(organization: &Organization, name: &str) -> Result<Reach, Wrong> {
    if name == "*" { Ok(Reach::All) } else { division(organization, name).map(Reach::Division) }
}

/// An identity provider, not the platform's own login.
pub(crate) fn provider(organization: &Organization, name: &str) -> Result<Provider, Wrong> {
    let shown = |provider: &Provider| provider.other.get("name").and_then(|name| name.as_str()).unwrap_or(&provider.id).to_owned();
    let mut others = organization.third_party_providers();
    let found = others.find(|provider| provider.id.eq_ignore_ascii_case(name) || shown(provider).eq_ignore_ascii_case(name));
    found.cloned().ok_or_else(|| {
        let known: Vec<&str> = organization.third_party_providers().map(|provider| provider.id.as_str()).collect();
        let wrong = one(organization, ("identity provider", Part::Providers), name, known.iter().copied());
        let listed = || (!known.is_empty()).then(|| format!("it has {}", known.join(", ")));
        Wrong { help: wrong.help.clone().or_else(listed), ..wrong }
    })
}

/// Why something cannot be told that needs `parts`: the first that could not be read.
pub(crate) fn unread(organization: &Organization, parts: &[Part]) -> Option<String> {
    parts.iter().find_map(|part| Some(format!("{} could not be read: {}", part.name(), organization.unknown(*part)?)))
}

/// What people call a group.
pub(crate) fn group_name(organization: &Organization, id: Id<Group>) -> String {
    organization.group(id).map_or_else(|| id.to_string(), |group| group.name.clone())
}

/// What people call a role.
pub(crate) fn role_name(organization: &Organization, id: Id<Role>) -> String {
    organization.role(id).map_or_else(|| id.to_string(), |role| role.name.clone())
}

/// What people call a division, deleted or not.
pub(crate) fn division_name(organization: &Organization, id: Id<Division>) -> String {
    organization.division_even_deleted(id).map_or_else(|| id.to_string(), |division| division.name.clone())
}

/// What people call a reach.
pub(crate) fn reach_name(organization: &Organization, reach: Reach) -> String {
    match reach {
        Reach::All => "*".to_owned(),
        Reach::Division(id) => division_name(organization, id),
    }
}

/// A client's name, or its id where several have that name.
pub(crate) fn client_name(organization: &Organization, id: Id<Client>) -> String {
    let Some(client) = organization.client(id) else { return id.to_string() };
    let namesakes = organization.clients().filter(|other| other.name.to_lowercase() == client.name.to_lowercase()).count();
    if namesakes > 1 { id.to_string() } else { client.name.clone() }
}

/// What a report calls a person or a client: name, and e-mail address for people.
pub(crate) fn subject_name(organization: &Organization, subject: Subject) -> String {
    match subject.kind {
        SubjectKind::User => match organization.user(Id::new(subject.id)) {
            Some(user) => format!("{} <{}>", user.name, user.email),
            None => subject.id.to_string(),
        },
        _ => match organization.client(Id::new(subject.id)) {
            Some(client) => client.name.clone(),
            None => subject.id.to_string(),
        },
    }
}
