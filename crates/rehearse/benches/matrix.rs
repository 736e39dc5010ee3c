//! The whole difference between two organizations of 500 roles, 200 divisions and 3,355 operations:
//! `cargo bench -p postern-rehearse`. Two kinds of organization: in `jobs` people have one of a few hundred jobs, as in life;
//! in `strewn` everybody holds roles and divisions by chance, so that hardly two hold the same. In both, the change takes a
//! permission out of every role, so that everybody is different afterwards. `max alloc` under each line is the memory it takes
//! beside the two organizations. `naive` is one `rights` after the other, for as many subjects as can be waited for.
#![allow(clippy::expect_used, reason = "a benchmark may stop loudly")]

use std::{collections::BTreeMap, hint::black_box};

use divan::{AllocProfiler, Bencher};
use postern_catalog::Catalog;
use postern_decide::{Target, Verdict, rights};
use postern_model::{
    Client, ClientState, Division, Fact, Grant, GrantType, Id, PermissionSet, Policy, Profile, Reach, Role, Snapshot, Subject, SubjectKind,
    Timestamp, User, UserState, grant::SubjectGrants,
};
use postern_org::{Organization, fresh};
use postern_rehearse::{Change, Difference, Inputs, Step, rehearse, survivors::Expected};
use uuid::Uuid;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

const ROLES: usize = 500;
const DIVISIONS: usize = 200;
const NOW: Timestamp = Timestamp(1_790_000_000_000);

/// One subject in fifty is a client, the others are people.
const SIZES: [usize; 2] = [10_000, 102_000];
/// Subjects that the naive way is measured on.
const NAIVE: usize = 5;

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn jobs(bencher: Bencher, subjects: usize) {
    difference(bencher, subjects, false);
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn strewn(bencher: Bencher, subjects: usize) {
    difference(bencher, subjects, true);
}

fn difference(bencher: Bencher, subjects: usize, strewn: bool) {
    let (before, after) = (organization(subjects, strewn, false), organization(subjects, strewn, true));
    bencher.bench_local(|| black_box(Difference::between(Catalog::builtin(), &before, &after)));
}

/// One question after the other, for a few of the 10,000.
#[divan::bench(args = [NAIVE], sample_count = 5, sample_size = 1)]
fn naive(bencher: Bencher, subjects: usize) {
    let (catalog, before, after) = (Catalog::builtin(), organization(SIZES[0], true, false), organization(SIZES[0], true, true));
    let places: Vec<Target> = before.divisions().map(|division| Target::One(division.id)).chain([Target::None]).collect();
    bencher.bench_local(|| {
        let mut different = 0_u64;
        for user in before.users().take(subjects) {
            let subject = Subject { kind: SubjectKind::User, id: user.id.uuid() };
            for operation in catalog.operations() {
                for place in &places {
                    let allowed =
                        |organization| rights(catalog, organization, subject, operation, place.clone(), NOW).verdict == Verdict::Allow;
                    different += u64::from(allowed(&before) != allowed(&after));
                }
            }
        }
        different
    });
}

/// A whole rehearsal, with who comes in, who is left to administer and what undoes it, of one role that loses a permission.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn whole_rehearsal(bencher: Bencher, subjects: usize) {
    let (catalog, organization) = (Catalog::builtin(), organization(subjects, false, false));
    let role = organization.roles().next().expect("there are roles");
    let policy = role.policies.first().expect("it gives something");
    let remove = vec![format!("{}:{}:{}", policy.domain, policy.entity_name, policy.action_set[0])];
    let steps = [Step::from(Change::EditRole { role: role.id.to_string(), add: Vec::new(), remove })];
    let inputs = Inputs {
        catalog,
        organization: &organization,
        now: NOW,
        steps: &steps,
        left_out: &[],
        workloads: &BTreeMap::new(),
        networks: &BTreeMap::new(),
        domains: None,
        expected: Expected::default(),
        break_glass: &[],
    };
    bencher.bench_local(|| rehearse(&inputs).expect("the change can be made"));
}

fn id(kind: u128, n: usize) -> Uuid {
    let seed = (kind << 64 | n as u128).wrapping_mul(0xda94_2042_e4dd_58b5_8c6f_1f4d_5b6a_9e37);
    uuid::Builder::from_random_bytes(seed.to_le_bytes()).into_uuid()
}

/// A number by chance, always the same for the same `n`.
fn chance(n: usize, of: usize) -> usize {
    let mixed = (n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33) as usize % of
}

fn organization(subjects: usize, strewn: bool, changed: bool) -> Organization {
    let clients = subjects / 50;
    let people = subjects - clients;
    let founding = fresh::Founding { id: id(0, 0), name: "Large".into(), short_name: "large".into(), email_domain: "large.example".into() };
    let profile: Profile = fresh::profile(&founding);
    let division = |n: usize| Id::<Division>::new(id(1, n));
    let held = |kind: SubjectKind, subject: Uuid, n: usize| {
        // A job: three roles in one division, one everywhere. Strewn: five roles, each somewhere, one everywhere.
        let (roles, job) = if strewn { (5, 0) } else { (3, chance(n, 400)) };
        let grant = |at: usize| {
            let by = if strewn { n * 8 + at } else { job * 8 + at };
            let place = if strewn { by } else { job };
            let division = if at == 0 { Reach::All } else { Reach::Division(division(chance(place, DIVISIONS))) };
            Grant { role: Id::new(id(2, chance(by, ROLES))), division, made: NOW }
        };
        SubjectGrants { subject: Subject { kind, id: subject }, grants: (0..=roles).map(grant).collect() }
    };
    let mut grants: Vec<SubjectGrants> = (0..people).map(|n| held(SubjectKind::User, id(3, n), n)).collect();
    grants.extend((0..clients).map(|n| held(SubjectKind::Client, id(4, n), people + n)));
    let snapshot = Snapshot {
        version: 1,
        taken: NOW,
        organization: profile,
        divisions: Fact::Known((0..DIVISIONS).map(|n| new_division(division(n), n)).collect()),
        roles: Fact::Known((0..ROLES).map(|n| new_role(n, changed)).collect()),
        grants: Fact::Known(grants),
        users: Fact::Known((0..people).map(|n| new_user(n, division(n % DIVISIONS))).collect()),
        groups: Fact::Known(Vec::new()),
        clients: Fact::Known((0..clients).map(new_client).collect()),
        providers: Fact::Known(Vec::new()),
        consents: Vec::new(),
        revoked: Vec::new(),
        resources: Fact::Known(BTreeMap::new()),
        evidence: None,
    };
    Organization::from_snapshot(Catalog::builtin(), snapshot).expect("the organization is sound")
}

fn new_division(id: Id<Division>, n: usize) -> Division {
    Division { id, name: format!("Division {n}"), description: String::new(), home: n == 0, deleted: None }
}

/// Forty permissions from here and there; changed: thirty-nine.
fn new_role(n: usize, changed: bool) -> Role {
    let all = Catalog::builtin().permissions();
    let picked = (0..40).map(|at| &all[chance(n * 64 + at, all.len())]).filter(|permission| !permission.domain.is_empty());
    let policy = |permission: &postern_catalog::Permission| Policy {
        domain: permission.domain.to_owned(),
        entity_name: permission.entity.to_owned(),
        action_set: vec![permission.action.to_owned()],
        allow_conditions: false,
        resource_condition_node: None,
        other: serde_json::Map::new(),
    };
    Role {
        id: Id::new(id(2, n)),
        name: format!("Role {n}"),
        description: String::new(),
        default_role_id: None,
        permissions: Vec::new(),
        policies: picked.skip(usize::from(changed)).map(policy).collect(),
        base: false,
        edited: false,
        effective: PermissionSet::EMPTY,
        conditional: None,
    }
}

fn new_user(n: usize, division: Id<Division>) -> User {
    User {
        id: Id::new(id(3, n)),
        name: format!("Person {n}"),
        email: format!("person.{n}@large.example"),
        state: UserState::Active,
        version: 1,
        division,
        groups: Vec::new(),
        manager: None,
        tokens_from: None,
        last_token: None,
        last_login: None,
        other: serde_json::Map::new(),
    }
}

fn new_client(n: usize) -> Client {
    Client {
        id: Id::new(id(4, n)),
        name: format!("Client {n}"),
        description: None,
        grant_type: GrantType::ClientCredentials,
        grant_type_spelling: None,
        token_seconds: 86_400,
        redirect_uris: Vec::new(),
        scope: Vec::new(),
        state: ClientState::Active,
        secret_hash: [0; 32],
        secret_made: NOW,
        date_to_delete: None,
        date_created: NOW,
        date_modified: NOW,
        created_by: None,
        modified_by: None,
        tokens_from: None,
    }
}
