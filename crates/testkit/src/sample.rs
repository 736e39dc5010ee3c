//! Whole organizations to ask questions about.

use postern_catalog::Catalog;
use postern_model::{
    Division, Entropy, Evidence, GrantType, Id, Reach, SignedIn, Subject, Timestamp, Token,
    evidence::{Source, SourceKind},
};
use postern_org::{Circumstances, Draft, Organization, demo, fresh};
use uuid::Uuid;

use crate::{
    build,
    request::{NOTHING, Place},
};

/// The moment samples are made at and asked about: 2026-06-01T09:00:00Z.
pub const NOW: Timestamp = Timestamp(1_780_304_400_000);

/// A draft of a fresh organization: home division, shipped roles, an administrator, a first client.
pub fn fresh() -> Draft<'static> {
    let mut draft = empty();
    fresh::found(&mut draft, "local.example").expect("a fresh organization can be founded");
    draft
}

/// Harbour Bank, the demo organization, always the same.
pub fn bank() -> Organization {
    let mut draft = recorded("Harbour Bank", "harbour-bank", "harbourbank.example");
    fresh::found(&mut draft, "harbourbank.example").expect("a fresh organization can be founded");
    demo::tell(&mut draft, "harbourbank.example").expect("the story can be told");
    draft.finish().0
}

/// A draft of an organization with nothing in it but its record.
pub fn empty() -> Draft<'static> {
    recorded("Sample", "sample", "local.example")
}

fn recorded(name: &str, short_name: &str, email_domain: &str) -> Draft<'static> {
    let founding = fresh::Founding {
        id: Uuid::from_u128(1),
        name: name.to_owned(),
        short_name: short_name.to_owned(),
        email_domain: email_domain.to_owned(),
    };
    let organization = Organization::empty(fresh::profile(&founding)).expect("a fresh record has no bad setting");
    Draft::new(&organization, Catalog::builtin(), circumstances())
}

fn circumstances() -> Circumstances {
    Circumstances { now: NOW, entropy: Entropy::from_seed([7; 32]), pepper: [9; 32], actor: None }
}

/// Evidence without anything collected.
pub fn evidence() -> Evidence {
    let source = Source { kind: SourceKind::Address, host: "sample".to_owned(), reader: None, requests: 0 };
    Evidence::uncollected(source, "not collected")
}

/// A token of a client or a person, given a minute before [`NOW`] for a day. A person's token is of the client `via`.
pub fn token(subject: Subject, via: Uuid) -> Token {
    let user = (subject.kind == postern_model::SubjectKind::User).then(|| Id::new(subject.id));
    let client = if user.is_some() { Id::new(via) } else { Id::new(subject.id) };
    let signed_in = user.map(|_| SignedIn::Saml);
    Token {
        serial: 1,
        client,
        user,
        signed_in,
        issued: NOW.plus_seconds(-60),
        seconds: 86_400,
        address: std::net::Ipv4Addr::LOCALHOST.into(),
    }
}

/// Somebody who holds one role, or none.
pub struct Holder {
    /// The role and where it reaches, in words.
    pub label: String,
    /// A token to ask with.
    pub token: Token,
}

/// An organization with two offices, each a division, and for each sample role people or machines that hold it.
pub struct Offices {
    /// The organization.
    pub organization: Organization,
    /// The office that most grants reach into, and somebody in it.
    pub north: Place,
    /// The other office, and somebody in it.
    pub south: Place,
    /// Who asks.
    pub people: Vec<Holder>,
    /// Which machines ask.
    pub machines: Vec<Holder>,
}

/// Roles that integrations are commonly given, beside the shipped ones: name and permissions.
const CUSTOM: [(&str, &[&str]); 3] = [
    ("Pipeline", &["routing:*:*", "architect:*:*", "directory:*:*", "authorization:*:*", "oauth:client:*"]),
    ("Reporting", &["analytics:*:*", "directory:user:view", "routing:queue:view"]),
    ("Provisioning", &["directory:user:*", "directory:group:*", "authorization:grant:*", "authorization:role:view"]),
];

/// Shipped roles by key, as people hold them; those marked `true` reach everywhere, the others into the north office.
const PEOPLE: [(&str, bool); 7] = [
    ("employee", true),
    ("user", false),
    ("supervisor", false),
    ("trustedUser", false),
    ("peopleAdmin", false),
    ("masterAdmin", false),
    ("admin", true),
];

/// Makes the two offices.
pub fn offices() -> Offices {
    let mut draft = fresh();
    let (north, south) = (build::division(&mut draft, "North"), build::division(&mut draft, "South"));
    let (via, _) = build::client(&mut draft, "Console", GrantType::Code);
    let mut people = vec![person(&mut draft, north, via.uuid(), None)];
    for (key, everywhere) in PEOPLE {
        people.push(person(&mut draft, north, via.uuid(), Some((key, everywhere))));
    }
    let mut machines = vec![machine(&mut draft, north, None)];
    for (name, permissions) in CUSTOM {
        let role = build::role(&mut draft, name, permissions);
        machines.push(machine(&mut draft, north, Some((role, false))));
    }
    for (key, everywhere) in [("masterAdmin", false), ("admin", true)] {
        let role = draft.default_role(key).map(|role| role.id).expect("it is a shipped role");
        machines.push(machine(&mut draft, north, Some((role, everywhere))));
    }
    let (north, south) = (office(&mut draft, north), office(&mut draft, south));
    let (organization, _, _) = draft.finish();
    Offices { organization, north, south, people, machines }
}

fn office(draft: &mut Draft<'_>, division: Id<Division>) -> Place {
    Place { user: build::user(draft, "Colleague", division).uuid(), division: division.uuid(), thing: NOTHING }
}

fn person(draft: &mut Draft<'_>, north: Id<Division>, via: Uuid, role: Option<(&str, bool)>) -> Holder {
    let id = build::user(draft, role.map_or("nobody", |(key, _)| key), north);
    let role = role.map(|(key, everywhere)| (draft.default_role(key).map(|role| role.id).expect("it is a shipped role"), everywhere));
    holder(draft, build::user_subject(id), via, north, role)
}

fn machine(draft: &mut Draft<'_>, north: Id<Division>, role: Option<(Id<postern_model::Role>, bool)>) -> Holder {
    let (id, _) = build::client(draft, "machine", GrantType::ClientCredentials);
    holder(draft, build::client_subject(id), id.uuid(), north, role)
}

fn holder(
    draft: &mut Draft<'_>,
    subject: Subject,
    via: Uuid,
    north: Id<Division>,
    role: Option<(Id<postern_model::Role>, bool)>,
) -> Holder {
    let label = match role {
        None => "no role".to_owned(),
        Some((role, everywhere)) => {
            build::grant(draft, subject, role, if everywhere { Reach::All } else { Reach::Division(north) });
            let name = draft.role(role).map_or("", |role| &role.name);
            format!("{name}, {}", if everywhere { "everywhere" } else { "in the north" })
        }
    };
    Holder { label, token: token(subject, via) }
}
