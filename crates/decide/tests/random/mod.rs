//! Random organizations and requests. A [`Plan`] is what proptest makes up and shrinks; a [`Scene`] is what it stands for.

use std::net::IpAddr;

use postern_catalog::{Catalog, Operation, Params, Route};
use postern_decide::{Credentials, Decision, Question, Rate, decide, target};
use postern_model::{ClientState, Fact, GrantType, Group, Id, Reach, Snapshot, Subject, Timestamp, Token, UserState, settings::TABLE};
use postern_org::{Draft, Organization, Part};
use postern_testkit::{
    Answer, build,
    reference::{Asked, Presented, Reference, Rows},
    request::{self, NOTHING},
    sample,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

/// What a role of the plan says, in terms of the operation that is asked for.
#[derive(Clone, Debug)]
pub enum Pick {
    /// One of the operation's permissions.
    Listed(usize),
    /// Everything of the entity of one of them.
    Entity(usize),
    /// The action of one of them, on every entity of its domain.
    Action(usize),
    /// Any other permission.
    Other(usize),
    /// Bare `admin`.
    Admin,
}

/// Who holds a grant.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    Person(usize),
    Group(usize),
    Client(usize),
}

/// What the caller presents.
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    Nothing,
    Garbage,
    /// A token of a client, for a person or not.
    Token {
        client: usize,
        person: Option<usize>,
    },
}

#[derive(Clone, Debug)]
pub struct Plan {
    pub operation: Option<usize>,
    pub roles: Vec<Vec<Pick>>,
    /// State, division, groups, cut-off of older tokens.
    pub people: Vec<(u8, usize, Vec<usize>, bool)>,
    /// Whether roles are enabled.
    pub groups: Vec<bool>,
    /// State, whether it has the operation's first scope, cut-off of older tokens.
    pub clients: Vec<(u8, bool, bool)>,
    pub grants: Vec<(Who, usize, usize)>,
    pub shown: Shown,
    /// Age of the token in seconds, and since its last use.
    pub ages: (i64, Option<i64>),
    pub revoked: bool,
    /// The person and the division that the request names.
    pub names: (usize, usize),
    pub address: usize,
    pub allowlist: usize,
    pub rate: (u32, u32),
    /// `scopes.enforce`, `permissions.admin-overrides-all`, inactive tokens refused, idle timeout, division-aware grants.
    pub switches: [bool; 5],
    pub order: Vec<&'static str>,
}

const ADDRESSES: [&str; 4] = ["127.0.0.1", "10.9.8.7", "::ffff:10.9.8.7", "2001:db8::1"];
const ALLOWLISTS: [&[&str]; 4] = [&[], &["127.0.0.0/8", "10.0.0.0/8", "2001:db8::/32"], &["10.9.8.7"], &["10.9.8.0/30", "::/0"]];
const SLOTS: [&str; 8] = ["ip", "rate", "route", "scope", "permission", "user-context", "policy", "division"];

/// Mostly small plans in which the caller is alive and holds something.
pub fn plans() -> impl Strategy<Value = Plan> {
    let count = Catalog::builtin().operations().len();
    let telling: Vec<usize> =
        Catalog::builtin().operations().iter().enumerate().filter(|(_, operation)| tells(operation)).map(|(at, _)| at).collect();
    let operation = prop_oneof![
        5 => proptest::sample::select(telling).prop_map(Some),
        3 => (0..count).prop_map(Some),
        1 => Just(None).boxed(),
    ];
    let pick = prop_oneof![
        6 => (0usize..3).prop_map(Pick::Listed),
        1 => (0usize..3).prop_map(Pick::Entity),
        1 => (0usize..3).prop_map(Pick::Action),
        2 => (0usize..1456).prop_map(Pick::Other),
        1 => Just(Pick::Admin),
    ];
    let who = prop_oneof![(0usize..3).prop_map(Who::Person), (0usize..2).prop_map(Who::Group), (0usize..3).prop_map(Who::Client)];
    let one = || prop_oneof![30 => 0usize..3, 1 => Just(3)];
    let token = || (one(), proptest::option::of(one())).prop_map(|(client, person)| Shown::Token { client, person });
    let shown = prop_oneof![1 => Just(Shown::Nothing), 1 => Just(Shown::Garbage), 20 => token()];
    let rarely = || proptest::bool::weighted(0.06);
    let state = || prop_oneof![12 => Just(0u8), 1 => Just(1u8), 1 => Just(2u8)];
    let organization = (
        operation,
        prop::collection::vec(prop::collection::vec(pick, 0..3), 3),
        prop::collection::vec((state(), 0usize..4, prop::collection::vec(0usize..2, 0..3), rarely()), 3),
        prop::collection::vec(any::<bool>(), 2),
        prop::collection::vec((state(), any::<bool>(), rarely()), 3),
        prop::collection::vec((who, 0usize..4, 0usize..5), 0..12),
    );
    let age = prop_oneof![12 => Just(60i64), 1 => Just(3600), 1 => Just(86_400)];
    let request = (
        shown,
        (age, proptest::option::of(prop_oneof![12 => Just(10i64), 1 => Just(1800)])),
        rarely(),
        (0usize..4, 0usize..5),
        0usize..ADDRESSES.len(),
        prop_oneof![6 => Just(0usize), 2 => Just(1), 1 => 2..ALLOWLISTS.len()],
        prop_oneof![12 => Just((1u32, 300u32)), 1 => Just((9, 0)), 1 => Just((301, 300))],
        prop::array::uniform5(prop_oneof![3 => Just(false), 1 => Just(true)]),
        prop_oneof![Just(SLOTS.to_vec()).boxed(), Just(SLOTS.to_vec()).prop_shuffle().boxed()],
    );
    (organization, request).prop_map(|(organization, request)| {
        let (operation, roles, people, groups, clients, grants) = organization;
        let (shown, ages, revoked, names, address, allowlist, rate, switches, order) = request;
        Plan { operation, roles, people, groups, clients, grants, shown, ages, revoked, names, address, allowlist, rate, switches, order }
    })
}

/// Whether the operation says more than most: several permissions, divisions, people only.
fn tells(operation: &Operation) -> bool {
    request::touches(operation) != request::Touches::Nothing
        || operation.user_context
        || operation.permissions.len() > 2
        || (operation.path.starts_with("/api/v2/authorization/") && operation.method != "GET")
}

/// A plan carried out.
pub struct Scene {
    pub organization: Organization,
    pub token: Option<Token>,
    pub shown: Shown,
    pub operation: Option<&'static Operation>,
    path: String,
    body: Option<Value>,
    address: IpAddr,
    rate: (u32, u32),
    last_used: Option<Timestamp>,
}

/// Ids of a scene's entities by their place in the plan. Places past the end name nothing.
struct Ids {
    divisions: Vec<Uuid>,
    people: Vec<Uuid>,
    groups: Vec<Uuid>,
    clients: Vec<Uuid>,
}

fn at(ids: &[Uuid], place: usize) -> Uuid {
    ids.get(place).copied().unwrap_or(NOTHING)
}

impl Plan {
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation.and_then(|at| Catalog::builtin().operations().get(at))
    }

    pub fn scene(&self) -> Scene {
        let mut draft = sample::empty();
        self.settings(&mut draft);
        let ids = self.entities(&mut draft);
        self.grants(&mut draft, &ids);
        let token = self.token(&ids);
        if let (true, Some(token)) = (self.revoked, token) {
            draft.revoke_token(token.serial, token.expires());
        }
        let (path, body) = self.request(&ids);
        Scene {
            organization: draft.finish().0,
            token,
            shown: self.shown,
            operation: self.operation(),
            path,
            body,
            address: ADDRESSES[self.address].parse().unwrap(),
            rate: self.rate,
            last_used: self.ages.1.map(|age| sample::NOW.plus_seconds(-age)),
        }
    }

    fn settings(&self, draft: &mut Draft<'_>) {
        let [scopes, admin, inactive, idle, aware] = self.switches;
        let mut profile = draft.profile().clone();
        let word = |on, yes: &'static str, no: &'static str| if on { yes } else { no };
        for (key, value) in [
            ("scopes.enforce", word(scopes, "yes", "no")),
            ("permissions.admin-overrides-all", word(admin, "yes", "no")),
            ("clients.inactive-tokens", word(inactive, "refuse", "keep")),
            ("users.inactive-tokens", word(inactive, "refuse", "keep")),
            ("check-order", &self.order.join(",")),
        ] {
            assert!(TABLE.iter().any(|row| row.key == key));
            profile.settings.set(key, value).unwrap();
        }
        profile.idle.enable_idle_token_timeout = idle;
        profile.roles.authorization_grant_division_aware = aware;
        profile.authentication.ip_address_allowlist = ALLOWLISTS[self.allowlist].iter().map(|network| (*network).to_owned()).collect();
        draft.put_profile(profile).unwrap();
    }

    /// Four divisions, the last one deleted, and everybody in them.
    fn entities(&self, draft: &mut Draft<'_>) -> Ids {
        let divisions: Vec<_> = ["Home", "North", "South", "Old"].map(|name| build::division(draft, name)).to_vec();
        let mut old = draft.division(divisions[3]).unwrap().clone();
        old.deleted = Some(sample::NOW);
        draft.put_division(old);
        let groups: Vec<Id<Group>> = self.groups.iter().map(|enabled| group(draft, *enabled)).collect();
        let mut people = Vec::new();
        for (state, division, member_of, cut_off) in &self.people {
            let id = build::user(draft, &format!("Person {}", people.len()), divisions[*division]);
            let mut user = draft.user(id).unwrap().clone();
            user.state = [UserState::Active, UserState::Inactive, UserState::Deleted][usize::from(*state)];
            user.groups = member_of.iter().filter_map(|place| groups.get(*place).copied()).collect();
            user.tokens_from = cut_off.then_some(sample::NOW);
            draft.put_user(user);
            people.push(id.uuid());
        }
        let mut clients = Vec::new();
        for (state, scoped, cut_off) in &self.clients {
            let (id, _) = build::client(draft, "machine", GrantType::ClientCredentials);
            let mut client = draft.client(id).unwrap().clone();
            client.state = [ClientState::Active, ClientState::Inactive, ClientState::Disabled][usize::from(*state)];
            let scopes = self.operation().map(|operation| operation.scopes).unwrap_or_default();
            client.scope = scopes.iter().filter(|_| *scoped).take(1).map(|scope| (*scope).to_owned()).collect();
            client.tokens_from = cut_off.then_some(sample::NOW);
            draft.put_client(client);
            clients.push(id.uuid());
        }
        Ids {
            divisions: divisions.into_iter().map(Id::uuid).collect(),
            people,
            groups: groups.into_iter().map(Id::uuid).collect(),
            clients,
        }
    }

    fn grants(&self, draft: &mut Draft<'_>, ids: &Ids) {
        let roles: Vec<_> = self.roles.iter().enumerate().map(|(at, picks)| self.role(draft, at, picks)).collect();
        for (who, role, reach) in &self.grants {
            let subject = match who {
                Who::Person(place) => build::user_subject(Id::new(at(&ids.people, *place))),
                Who::Group(place) => build::group_subject(Id::new(at(&ids.groups, *place))),
                Who::Client(place) => build::client_subject(Id::new(at(&ids.clients, *place))),
            };
            let reach = ids.divisions.get(*reach).map_or(Reach::All, |division| Reach::Division(Id::new(*division)));
            // A place past the end is a role that is gone.
            build::grant(draft, subject, roles.get(*role).copied().unwrap_or(Id::new(NOTHING)), reach);
        }
    }

    fn role(&self, draft: &mut Draft<'_>, place: usize, picks: &[Pick]) -> Id<postern_model::Role> {
        let names: Vec<String> = picks.iter().map(|pick| self.permission(pick)).collect();
        build::role(draft, &format!("Role {place}"), &names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn permission(&self, pick: &Pick) -> String {
        let catalog = Catalog::builtin();
        let listed = |at: usize| {
            let permissions = self.operation().map(|operation| operation.permissions).unwrap_or_default();
            permissions.get(at % permissions.len().max(1)).map_or("routing:queue:view", |id| catalog.permission(*id).name)
        };
        let parts = |at| listed(at).split_once(':').and_then(|(domain, rest)| Some((domain, rest.split_once(':')?)));
        match pick {
            Pick::Listed(at) => listed(*at).to_owned(),
            Pick::Entity(at) => parts(*at).map_or("admin".to_owned(), |(domain, (entity, _))| format!("{domain}:{entity}:*")),
            Pick::Action(at) => parts(*at).map_or("admin".to_owned(), |(domain, (_, action))| format!("{domain}:*:{action}")),
            Pick::Other(at) => catalog.permissions().get(*at).map_or("admin", |permission| permission.name).to_owned(),
            Pick::Admin => "admin".to_owned(),
        }
    }

    fn token(&self, ids: &Ids) -> Option<Token> {
        let Shown::Token { client, person } = self.shown else { return None };
        let client = Subject { kind: postern_model::SubjectKind::Client, id: at(&ids.clients, client) };
        let subject = person.map_or(client, |person| build::user_subject(Id::new(at(&ids.people, person))));
        Some(Token { issued: sample::NOW.plus_seconds(-self.ages.0), ..sample::token(subject, client.id) })
    }

    fn request(&self, ids: &Ids) -> (String, Option<Value>) {
        let Some(operation) = self.operation() else { return ("/api/v2/nothing".to_owned(), None) };
        let (person, division) = (at(&ids.people, self.names.0).to_string(), self.names.1);
        let division = ids.divisions.get(division).map_or("*".to_owned(), Uuid::to_string);
        let segment = |segment: &str| match segment {
            "{userId}" | "{subjectId}" => person.clone(),
            "{divisionId}" if self.names.0 > 1 => division.replace('*', "%2a"),
            "{divisionId}" => division.clone(),
            segment if segment.starts_with('{') => NOTHING.to_string(),
            segment => segment.to_owned(),
        };
        let path = operation.path.split('/').map(segment).collect::<Vec<_>>().join("/");
        let body = if operation.path.ends_with("/bulk") {
            json!([{ "id": person }, { "id": NOTHING }, {}])
        } else if operation.path.starts_with("/api/v2/authorization/") {
            json!({ "grants": [{ "roleId": NOTHING, "divisionId": division }], "divisionIds": [division, person] })
        } else {
            match self.names.0 {
                0 => json!({ "divisionId": division }),
                1 => json!({ "division": { "id": division } }),
                2 => json!({ "divisionId": null, "division": { "id": division } }),
                _ => json!({ "divisionId": division, "division": { "id": at(&ids.divisions, 0) } }),
            }
        };
        (path, Some(body))
    }
}

fn group(draft: &mut Draft<'_>, roles_enabled: bool) -> Id<Group> {
    let id = draft.fresh_id();
    draft.put_group(Group {
        id,
        name: id.to_string(),
        description: String::new(),
        r#type: "official".to_owned(),
        visibility: "public".to_owned(),
        rules_visible: false,
        roles_enabled,
        owners: Vec::new(),
        version: 1,
        date_modified: sample::NOW,
        other: serde_json::Map::new(),
    });
    id
}

impl Scene {
    /// What `decide` answers.
    pub fn decide(&self) -> Decision {
        self.decide_in(&self.organization)
    }

    /// What `decide` answers when the organization is `organization`.
    pub fn decide_in(&self, organization: &Organization) -> Decision {
        let catalog = Catalog::builtin();
        let params = match self.operation.map(|operation| catalog.route(operation.method, &self.path)) {
            Some(Route::Found { params, .. }) => params,
            _ => Params::default(),
        };
        decide(&Question {
            catalog,
            organization,
            credentials: match (self.shown, &self.token) {
                (_, Some(token)) => Credentials::Token(token),
                (Shown::Garbage, None) => Credentials::Garbage,
                _ => Credentials::None,
            },
            operation: self.operation,
            target: self
                .operation
                .map_or_else(Default::default, |operation| target::of(organization, operation, &params, self.body.as_ref())),
            address: self.address,
            rate: Rate { count: self.rate.0, allowed: self.rate.1, reset: 30 },
            last_used: self.last_used,
            now: sample::NOW,
        })
    }

    /// What the reference answers.
    pub fn reference(&self, rows: &Rows<'_>, snapshot: &Snapshot) -> Answer {
        Reference::new(rows, snapshot).answer(&Asked {
            presented: match (self.shown, &self.token) {
                (_, Some(token)) => Presented::Token(token),
                (Shown::Garbage, None) => Presented::Garbage,
                _ => Presented::Nothing,
            },
            operation: self.operation,
            path: &self.path,
            body: self.body.as_ref(),
            address: self.address,
            rate: self.rate,
            last_used: self.last_used,
            now: sample::NOW,
        })
    }

    pub fn snapshot(&self) -> Snapshot {
        self.organization.snapshot(sample::NOW)
    }
}

/// Every part that a snapshot may lack.
pub const PARTS: [Part; 6] = [Part::Divisions, Part::Roles, Part::Grants, Part::Users, Part::Groups, Part::Clients];

/// `snapshot` with a part replaced: unread, or read and empty.
pub fn without(snapshot: &mut Snapshot, part: Part, unread: bool) {
    fn fact<T>(unread: bool) -> Fact<Vec<T>> {
        if unread { Fact::Unknown("not read".to_owned()) } else { Fact::Known(Vec::new()) }
    }
    match part {
        Part::Divisions => snapshot.divisions = fact(unread),
        Part::Roles => snapshot.roles = fact(unread),
        Part::Grants => snapshot.grants = fact(unread),
        Part::Users => snapshot.users = fact(unread),
        Part::Groups => snapshot.groups = fact(unread),
        Part::Clients => snapshot.clients = fact(unread),
        Part::Providers => snapshot.providers = fact(unread),
    }
}
