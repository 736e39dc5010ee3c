//! A large organization to decide in: 500 roles, 200 divisions, as many people as asked for, and two callers with five
//! grants each. Made of documents, as a store holds them, so that it follows the entities by itself.

use std::net::{IpAddr, Ipv4Addr};

use postern_catalog::Catalog;
use postern_decide::{Credentials, Question, Rate, Target};
use postern_model::{Division, Id, SignedIn, Timestamp, Token};
use postern_org::{Organization, fresh};
use serde_json::{Value, json};
use uuid::Uuid;

const ROLES: u32 = 500;
const DIVISIONS: u32 = 200;
const PERMISSIONS_PER_ROLE: usize = 40;
/// The roles both callers hold; only the last gives what `patch_user` needs one of three permissions for.
const HELD: [u32; 5] = [7, 123, 250, 377, 499];
const GIVEN: &str = "directory:user:edit";
const NOW: Timestamp = Timestamp(1_790_000_000_000);

/// A question to put to the organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// A machine changes a person in a division where it may: the last of its grants allows it.
    Allow,
    /// The same for a person who calls, two of whose grants are their own and three a group's.
    AllowPerson,
    /// The machine changes a person in another division: held, but not there.
    DenyDivision,
    /// The machine creates a role: held nowhere.
    Deny,
}

impl Case {
    /// Every case.
    pub const ALL: [Self; 4] = [Self::Allow, Self::AllowPerson, Self::DenyDivision, Self::Deny];
}

/// The organization with its two callers.
pub struct Large {
    organization: Organization,
    machine: Token,
    person: Token,
}

impl Large {
    /// With this many people.
    pub fn new(people: u32) -> Self {
        let founding = fresh::Founding {
            id: id("organization", 0),
            name: "Large".into(),
            short_name: "large".into(),
            email_domain: "large.example".into(),
        };
        let mut organization = Organization::empty(fresh::profile(&founding)).expect("the profile of a new organization is sound");
        let mut put = |kind: &str, n: u32, document: Value| {
            let body = document.to_string();
            organization.apply_document(Catalog::builtin(), kind, &id(kind, n).to_string(), &body).expect("the document is sound");
        };
        for n in 0..DIVISIONS {
            put("division", n, json!({ "id": id("division", n), "name": format!("Division {n}"), "home": n == 0 }));
        }
        for n in 0..ROLES {
            put("role", n, json!({ "id": id("role", n), "name": format!("Role {n}"), "policies": policies(n) }));
        }
        put("group", 0, group());
        for n in 0..people {
            let groups: &[Uuid] = if n == 0 { &[id("group", 0)] } else { &[] };
            put("user", n, user(n, groups));
            put("grants", n, held("PC_USER", id("user", n), if n == 0 { &HELD[..2] } else { &HELD[..1] }));
        }
        put("client", 0, client());
        put("grants", people, held("PC_OAUTH_CLIENT", id("client", 0), &HELD));
        put("grants", people, held("PC_GROUP", id("group", 0), &HELD[2..]));
        Self { organization, machine: token(None), person: token(Some(id("user", 0))) }
    }

    /// The question of `case`.
    pub fn question(&self, case: Case) -> Question<'_> {
        let operation = if case == Case::Deny { "post_authorization_roles" } else { "patch_user" };
        Question {
            catalog: Catalog::builtin(),
            organization: &self.organization,
            credentials: Credentials::Token(if case == Case::AllowPerson { &self.person } else { &self.machine }),
            operation: Catalog::builtin().operation_named(operation),
            target: Target::One(Self::division(case)),
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            rate: Rate { count: 1, allowed: 300, reset: 60 },
            last_used: None,
            now: NOW,
        }
    }

    fn division(case: Case) -> Id<Division> {
        Id::new(id("division", if case == Case::DenyDivision { HELD[4] % DIVISIONS + 1 } else { HELD[4] % DIVISIONS }))
    }
}

/// An id that looks like a random one.
fn id(kind: &str, n: u32) -> Uuid {
    let seed = kind.bytes().fold(u128::from(n) + 1, |seed, byte| seed.wrapping_mul(257) + u128::from(byte));
    uuid::Builder::from_random_bytes(seed.wrapping_mul(0xda94_2042_e4dd_58b5_8c6f_1f4d_5b6a_9e37).to_le_bytes()).into_uuid()
}

/// Some of everything but of the two domains that the questions are about.
fn policies(role: u32) -> Vec<Value> {
    let all = Catalog::builtin().permissions();
    let others: Vec<_> = all.iter().filter(|permission| !["", "directory", "authorization"].contains(&permission.domain)).collect();
    let policy = |domain: &str, entity: &str, action: &str| json!({ "domain": domain, "entityName": entity, "actionSet": [action] });
    let some = others.iter().cycle().skip(role as usize * 37 % others.len()).step_by(7).take(PERMISSIONS_PER_ROLE);
    let mut policies: Vec<_> = some.map(|permission| policy(permission.domain, permission.entity, permission.action)).collect();
    if role == HELD[4] {
        policies.extend(GIVEN.splitn(3, ':').collect::<Vec<_>>().chunks(3).map(|parts| policy(parts[0], parts[1], parts[2])));
    }
    policies
}

/// Grants of these roles, each in a division of its own.
fn held(kind: &str, subject: Uuid, roles: &[u32]) -> Value {
    let grant = |role: &u32| json!({ "role": id("role", *role), "division": id("division", role % DIVISIONS), "made": NOW });
    json!({ "subject": { "kind": kind, "id": subject }, "grants": roles.iter().map(grant).collect::<Vec<_>>() })
}

fn user(n: u32, groups: &[Uuid]) -> Value {
    json!({
        "id": id("user", n), "name": format!("Person {n}"), "email": format!("person.{n}@large.example"), "state": "active",
        "version": 1, "division": id("division", n % DIVISIONS), "groups": groups,
    })
}

fn group() -> Value {
    json!({
        "id": id("group", 0), "name": "Callers", "type": "official", "visibility": "public", "rulesVisible": true,
        "rolesEnabled": true, "version": 1, "dateModified": NOW,
    })
}

fn client() -> Value {
    json!({
        "id": id("client", 0), "name": "Machine", "grantType": "CLIENT-CREDENTIALS", "tokenSeconds": 86_400, "state": "active",
        "secretHash": "00".repeat(32), "secretMade": NOW, "dateCreated": NOW, "dateModified": NOW,
    })
}

fn token(user: Option<Uuid>) -> Token {
    let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
    Token {
        serial: 1,
        client: Id::new(id("client", 0)),
        user: user.map(Id::new),
        signed_in: user.map(|_| SignedIn::Saml),
        issued: NOW,
        seconds: 86_400,
        address,
    }
}
