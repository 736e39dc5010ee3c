//! What proptest makes up.

use postern_catalog::{Catalog, Operation};
use postern_testkit::request;
use proptest::prelude::*;

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

/// How an id is written in a path.
#[derive(Clone, Copy, Debug)]
pub enum Spelt {
    Plainly,
    /// A space with a percent sign: the stored things with such ids have one.
    Escaped,
    /// Behind a slash that is no part of the path: the id of nothing.
    BehindSlash,
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
    /// How long ago the idle timeout was switched on.
    pub idle_since: Option<i64>,
    pub revoked: bool,
    /// Whether the person signed in with a password, the platform's own login is disabled, `sso.existing-sessions` is `keep`.
    pub password: (bool, bool, bool),
    /// The person and the division that the request names.
    pub names: (usize, usize),
    /// The division of what is stored, and how the request spells its id, if it names it.
    pub stored: (usize, Option<Spelt>),
    /// Of the request, and the one that the token was given to.
    pub address: (usize, usize),
    pub allowlist: usize,
    pub rate: (u32, u32),
    /// `scopes.enforce`, `permissions.admin-overrides-all`, inactive tokens refused, idle timeout, division-aware grants.
    pub switches: [bool; 5],
    pub order: Vec<&'static str>,
}

pub const ADDRESSES: [&str; 4] = ["127.0.0.1", "10.9.8.7", "::ffff:10.9.8.7", "2001:db8::1"];
pub const ALLOWLISTS: [&[&str]; 4] = [&[], &["127.0.0.0/8", "10.0.0.0/8", "2001:db8::/32"], &["10.9.8.7"], &["10.9.8.0/30", "::/0"]];
const SLOTS: [&str; 8] = ["ip", "rate", "route", "scope", "permission", "user-context", "policy", "division"];

/// Mostly small plans in which the caller is alive and holds something.
pub fn plans() -> impl Strategy<Value = Plan> {
    let count = Catalog::builtin().operations().len();
    let telling: Vec<usize> =
        Catalog::builtin().operations().iter().enumerate().filter(|(_, operation)| tells(operation)).map(|(at, _)| at).collect();
    let elsewhere: Vec<usize> =
        Catalog::builtin().operations().iter().enumerate().filter(|(_, operation)| leads_elsewhere(operation)).map(|(at, _)| at).collect();
    let operation = prop_oneof![
        5 => proptest::sample::select(telling).prop_map(Some),
        3 => proptest::sample::select(elsewhere).prop_map(Some),
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
    let rarely = || proptest::bool::weighted(0.04);
    let state = || prop_oneof![20 => Just(0u8), 1 => Just(1u8), 1 => Just(2u8)];
    let organization = (
        operation,
        prop::collection::vec(prop::collection::vec(pick, 0..3), 3),
        prop::collection::vec((state(), 0usize..4, prop::collection::vec(0usize..2, 0..3), rarely()), 3),
        prop::collection::vec(any::<bool>(), 2),
        prop::collection::vec((state(), any::<bool>(), rarely()), 3),
        prop::collection::vec((who, 0usize..4, 0usize..5), 0..12),
    );
    let spelt = prop_oneof![6 => Just(Spelt::Plainly), 2 => Just(Spelt::Escaped), 1 => Just(Spelt::BehindSlash)];
    let age = prop_oneof![20 => Just(60i64), 4 => Just(3600), 1 => Just(86_400)];
    let request = (
        shown,
        (age, proptest::option::of(prop_oneof![3 => Just(10i64), 1 => Just(1800)])),
        proptest::option::of(prop_oneof![Just(30i64), Just(90_000)]),
        (rarely(), (proptest::bool::weighted(0.3), proptest::bool::weighted(0.3), proptest::bool::weighted(0.3))),
        ((0usize..4, 0usize..5), (0usize..6, proptest::option::weighted(0.7, spelt))),
        (0usize..ADDRESSES.len(), prop_oneof![4 => Just(0usize), 1 => 0..ADDRESSES.len()]),
        prop_oneof![6 => Just(0usize), 2 => Just(1), 1 => 2..ALLOWLISTS.len()],
        prop_oneof![12 => Just((1u32, 300u32)), 1 => Just((9, 0)), 1 => Just((301, 300))],
        prop::array::uniform5(prop_oneof![3 => Just(false), 1 => Just(true)]),
        prop_oneof![Just(SLOTS.to_vec()).boxed(), Just(SLOTS.to_vec()).prop_shuffle().boxed()],
    );
    (organization, request).prop_map(|(organization, request)| {
        let (operation, roles, people, groups, clients, grants) = organization;
        let (shown, ages, idle_since, (revoked, password), (names, stored), address, allowlist, rate, switches, order) = request;
        Plan {
            operation,
            roles,
            people,
            groups,
            clients,
            grants,
            shown,
            ages,
            idle_since,
            revoked,
            password,
            names,
            stored,
            address,
            allowlist,
            rate,
            switches,
            order,
        }
    })
}

/// Whether the operation says more than most: several permissions, divisions, people only.
fn tells(operation: &Operation) -> bool {
    !matches!(request::touches(operation), request::Touches::Nothing | request::Touches::Stored)
        || operation.user_context
        || operation.permissions.len() > 2
        || (operation.path.starts_with("/api/v2/authorization/") && operation.method != "GET")
}

/// Whether what the operation names is not where its path says.
pub fn leads_elsewhere(operation: &Operation) -> bool {
    let path = operation.path;
    ["/divisionviews/", "/publishedforms", "/quality/forms/", "/scripts/", "/flows/actions/", "/presencedefinitions/", "/draft"]
        .iter()
        .any(|part| path.contains(part))
        || matches!(operation.name, "post_routing_skillgroups" | "post_routing_skillgroup_members_divisions")
        || matches!(
            path,
            "/api/v2/flows/{flowId}" | "/api/v2/taskmanagement/workitems" | "/api/v2/routing/queues/{queueId}/users/{memberId}"
        )
}
