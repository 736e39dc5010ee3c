//! Before and after each kind of change that can be rehearsed, the server, `decide` and `rehearse` answer alike.
//!
//! Each change is rehearsed on the exported organization and then made on the server over its API. The server is asked, and has to
//! answer what `decide` says of the organization as it was rehearsed and of the one that the server exports afterwards; who can do
//! something no more, or newly can, has to stand in the difference; and whoever signs in has to be let in or refused as
//! rehearsed.
//!
//! Asked is each case of the sweep that no other one asks already: of operations that need the same, one for each situation. (That
//! they are asked alike is what the sweep itself shows.) Bodies with every field, and what would change a thing that is there, are
//! left to the sweep.

use std::collections::{BTreeMap, HashSet};

use futures_util::StreamExt;
use postern_catalog::{Catalog, Operation};
use postern_decide::Target;
use postern_model::{Client, Division, Group, Id, Role, Subject, SubjectKind, Timestamp, User};
use postern_org::Organization;
use postern_rehearse::{Change, Difference, Step, address::Addresses, apply, sign_in::Gate};
use postern_server::{DEMO_PASSWORD, DemoClient, Options};
use postern_testkit::{Answer, build};
use serde_json::Value;

use crate::{
    AT_ONCE,
    administrator::{allow_only, make},
    cases::{Case, Situation},
    harness::options,
    over_http,
    scene::Scene,
    second_opinions::Decider,
};

#[tokio::test(flavor = "multi_thread")]
async fn server_decide_and_rehearsal_agree_before_and_after_each_kind_of_change() {
    let mut options = Options { demo: true, ..options() };
    // The sweep has a division for each operation that is bound to one.
    options.settings.push(("limits.divisions".to_owned(), "1000".to_owned()));
    let scene = Scene::set_up(options).await;
    let story = Story::begin(&scene, &scene.cases()).await;
    let cases = distinct(scene.cases());
    let mut told = Told::default();
    let begun = scene.exported_snapshot();
    told.hold(&scene, &cases, &[&Decider::new(&begun, scene.now(), scene.now())], "before any change").await;
    for change in story.changes() {
        let snapshot = scene.exported_snapshot();
        let before = Decider::new(&snapshot, scene.now(), scene.wire.now().await);
        let step = [Step::from(change.clone())];
        let name = change.words(&before.organization);
        let rehearsed = apply(Catalog::builtin(), &before.organization, &step, before.now).unwrap_or_else(|refused| panic!("{refused}"));
        make(&scene, &change).await;
        told.compare(&before.organization, &rehearsed.organization, &cases, &before, &name);
        let rehearsed = before.of(rehearsed.organization, rehearsed.now.max(before.now));
        let real = Decider::new(&scene.exported_snapshot(), scene.now(), scene.wire.now().await);
        told.sign_ins(&scene, &rehearsed, &name).await;
        told.hold(&scene, &cases, &[&rehearsed, &real], &name).await;
        if matches!(change, Change::SetIpAllowlist { .. }) {
            allow_only(&scene, &[]).await;
        }
    }
    told.finish();
}

/// One case for each situation and need.
fn distinct(cases: Vec<Case>) -> Vec<Case> {
    let mut seen = HashSet::new();
    let wanted = |case: &Case| {
        let operation = case.request.operation;
        let need = (case.situation, format!("{:?}", operation.need), operation.user_context);
        match case.situation {
            // What a token is worth is found out before anything else.
            Situation::NoToken | Situation::Garbage | Situation::Expired | Situation::Revoked | Situation::DisabledClient => {
                seen.insert((need, Vec::new(), operation.method))
            }
            Situation::NoPermission | Situation::AllButOne | Situation::RightPermission if operation.name != "delete_tokens_me" => {
                seen.insert((need, operation.permissions.to_vec(), ""))
            }
            Situation::WrongDivision | Situation::WrongDivisionSpelt | Situation::Person => true,
            Situation::RightDivision => operation.method == "GET",
            Situation::RightPermission | Situation::RightPermissionFullBody | Situation::NoPermission | Situation::AllButOne => false,
        }
    };
    cases.into_iter().filter(wanted).collect()
}

/// Who and what is changed: callers of the sweep, so that answers become others, and what Harbour Bank has.
struct Story {
    nobody: Id<Client>,
    robot: Id<Client>,
    second: Id<Client>,
    person: Id<User>,
    moved: Id<User>,
    viewer: Id<Role>,
    bare: Id<Role>,
    admin: Id<Role>,
    elsewhere: Id<Division>,
    group: Id<Group>,
}

impl Story {
    async fn begin(scene: &Scene, cases: &[Case]) -> Self {
        let of = |situation, operation: &str| {
            let found =
                cases.iter().find(|case| case.situation == situation && (operation.is_empty() || case.request.operation.name == operation));
            found.unwrap_or_else(|| panic!("no case {situation:?} {operation}"))
        };
        let client = |situation, operation| Id::<Client>::new(of(situation, operation).caller.client);
        let (robot, second) =
            (client(Situation::RightPermission, "get_routing_queues"), client(Situation::RightPermission, "get_outbound_campaigns"));
        // Of a person whom the sweep only reads: one who is changed or deleted is no more where the move said.
        let lives = |case: &&Case| {
            let Operation { method, path, .. } = case.request.operation;
            case.situation == Situation::RightDivision && *method == "GET" && path.starts_with("/api/v2/users/{userId}")
        };
        let moved = cases.iter().find(lives).and_then(|case| Id::parse(case.request.path.split('/').nth(4)?)).unwrap();
        let bootstrap = scene.local.running.founded.as_ref().unwrap().client_id;
        let names: Vec<&str> =
            Catalog::builtin().permissions().iter().map(|permission| permission.name).filter(|name| name.ends_with(":view")).collect();
        let made = scene.local.change(|draft| {
            // Whoever edits a client has to hold its roles.
            for grant in [robot, second].iter().flat_map(|id| draft.grants(id.uuid()).unwrap().grants.clone()).collect::<Vec<_>>() {
                build::grant(draft, build::client_subject(bootstrap), grant.role, grant.division);
            }
            (build::role(draft, "Viewer", &names), build::role(draft, "Bare", &["admin"]))
        });
        let (viewer, bare) = made.await;
        let organization = scene.local.running.organization();
        Self {
            nobody: client(Situation::NoPermission, ""),
            robot,
            second,
            person: Id::new(of(Situation::Person, "").caller.person.unwrap()),
            moved,
            viewer,
            bare,
            admin: organization.default_role("admin").unwrap().id,
            elsewhere: organization.divisions().find(|division| division.name == "Elsewhere").unwrap().id,
            group: organization.group_named("Integration Accounts").unwrap().id,
        }
    }

    /// Each kind at least once ([`make`] has an arm for each), in an order in which each one matters to somebody.
    fn changes(&self) -> Vec<Change> {
        let (nobody, robot, second) = (self.nobody.to_string(), self.robot.to_string(), self.second.to_string());
        let (person, group, elsewhere) = (self.person.to_string(), self.group.to_string(), self.elsewhere.to_string());
        let (viewer, bare, admin) = (self.viewer.to_string(), self.bare.to_string(), self.admin.to_string());
        let client_gets = |role: &str, division: &str| Change::Grant {
            person: None,
            group: None,
            client: Some(nobody.clone()),
            role: role.to_owned(),
            division: division.to_owned(),
        };
        let set = |value: &str| Change::Set { setting: "permissions.admin-overrides-all".to_owned(), value: value.to_owned() };
        let provider = || "okta".to_owned();
        let later = Timestamp::parse("2030-01-01T00:00:00Z").unwrap();
        vec![
            client_gets(&viewer, "*"),
            Change::EditRole {
                role: viewer.clone(),
                add: vec!["routing:queue:search".into()],
                remove: vec!["directory:user:view".into(), "routing:queue:view".into()],
            },
            Change::Strip { person: None, group: None, client: Some(nobody.clone()), role: viewer.clone(), division: None },
            Change::Grant { person: None, group: Some(group.clone()), client: None, role: viewer.clone(), division: elsewhere.clone() },
            Change::AddMember { group: group.clone(), person: person.clone() },
            Change::RemoveMember { group: group.clone(), person: person.clone() },
            Change::AddMember { group: group.clone(), person: person.clone() },
            Change::DeactivatePerson { person: person.clone() },
            Change::ActivatePerson { person: person.clone() },
            Change::Move { person: self.moved.to_string(), division: elsewhere.clone() },
            Change::InheritRoles { group: group.clone(), on: false },
            Change::DeleteGroup { group },
            client_gets(&viewer, &elsewhere),
            Change::DeleteDivision { division: elsewhere.clone() },
            Change::RestoreDivision { division: elsewhere.clone() },
            client_gets(&viewer, &elsewhere),
            Change::DeleteRole { role: viewer },
            Change::DeletePerson { person: person.clone() },
            Change::RestorePerson { person },
            client_gets(&bare, "*"),
            set("yes"),
            set("no"),
            Change::EnforceScopes { on: true },
            Change::EnforceScopes { on: false },
            Change::RotateSecret { client: robot.clone() },
            Change::DeactivateClient { client: robot.clone() },
            Change::ActivateClient { client: robot.clone() },
            Change::DeleteClient { client: robot },
            Change::DisableClient { client: second },
            Change::SsoOnly { on: true, provider: Some(provider()) },
            Change::SsoOnly { on: false, provider: None },
            Change::DisableProvider { provider: provider() },
            Change::EnableProvider { provider: provider() },
            Change::AddProvider { provider: "adfs".to_owned() },
            Change::DeleteProvider { provider: provider() },
            Change::SecondFactor { on: true },
            Change::IdleTimeout { seconds: 3_600 },
            Change::AddDivision { division: "Mortgages".to_owned() },
            Change::AddRole { role: "Listener".to_owned(), permissions: vec!["routing:queue:view".into()] },
            Change::AddGroup { group: "Night shift".to_owned(), inherit: None },
            Change::AddPerson { person: "new.hire@local.example".to_owned(), division: None },
            Change::AddClient { client: "Ledger".to_owned(), roles: vec![format!("{admin} in *")], grant: None },
            Change::SetIpAllowlist { networks: vec!["203.0.113.0/24".into()] },
            Change::MoveDate { to: later.to_string() },
        ]
    }
}

/// What was asked, and what did not agree.
#[derive(Default)]
struct Told {
    asked: usize,
    signed_in: usize,
    different: usize,
    wrong: Vec<String>,
}

impl Told {
    /// The server answers each case as every one of `deciders` does.
    async fn hold(&mut self, scene: &Scene, cases: &[Case], deciders: &[&Decider], when: &str) {
        let (harmless, last): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| deciders[0].decide(case).0 != Answer::Admitted);
        for cases in [harmless, last] {
            let sent = cases.into_iter().map(|case| async move { (case, scene.send(case).await) });
            let mut replies = futures_util::stream::iter(sent).buffer_unordered(AT_ONCE);
            while let Some((case, reply)) = replies.next().await {
                self.asked += 1;
                for decider in deciders {
                    let (answer, message) = decider.decide(case);
                    if let Err(what) = over_http(case.request.operation, answer, &message, &reply) {
                        self.wrong.push(format!("after {when}: {} {:?}: {what}", case.request.operation.name, case.situation));
                    }
                }
            }
        }
    }

    /// Who could ask something before and cannot after, or the other way round, stands in the difference, and nobody else does.
    fn compare(&mut self, before: &Organization, after: &Organization, cases: &[Case], decider: &Decider, when: &str) {
        let difference = Difference::between(Catalog::builtin(), before, after);
        let then = decider.of(after.clone(), decider.now);
        for case in cases {
            let (was, is) = (decider.decide(case).0, then.decide(case).0);
            // The difference is about what grants allow in a place: not about tokens, scopes, or what moved to another place.
            let by_grants = |answer: &Answer| match answer {
                Answer::Admitted => true,
                Answer::Refused(403, code) => code.starts_with("missing.") && code.contains("permission"),
                _ => false,
            };
            if !by_grants(&was) || !by_grants(&is) || decider.target(case) != then.target(case) {
                continue;
            }
            let Some(told) = foretold(&difference, case, decider) else { continue };
            let flip = (was == Answer::Admitted && is != Answer::Admitted, was != Answer::Admitted && is == Answer::Admitted);
            self.different += usize::from(flip != (false, false));
            if told != flip {
                let what = format!("lost and gained {flip:?}, the difference says {told:?}");
                self.wrong.push(format!("after {when}: {} {:?}: {what}", case.request.operation.name, case.situation));
            }
        }
    }

    /// Whoever signs in is let in, or refused for the reason that was rehearsed.
    async fn sign_ins(&mut self, scene: &Scene, rehearsed: &Decider, when: &str) {
        let organization = &rehearsed.organization;
        let networks = BTreeMap::new();
        let addresses = Addresses::of(&networks);
        let gate = Gate { organization, domains: None, same_providers: true, addresses, now: rehearsed.now };
        for key in &scene.local.running.founded.as_ref().unwrap().demo_clients {
            let Some(client) = organization.client(key.client_id) else { continue };
            let account = match client.grant_type {
                postern_model::GrantType::ClientCredentials => None,
                postern_model::GrantType::Password => organization.users().find(|user| user.name.starts_with("Branch Kiosk")),
                _ => continue,
            };
            let expected = match (gate.client(client), account.map(|user| gate.person(user).password)) {
                (Err(bar), _) => bar.code().to_owned(),
                (Ok(()), Some(password)) if password.is_no() => password.because().to_owned(),
                (Ok(()), _) => String::new(),
            };
            let got = log_in(scene, key, account).await;
            self.signed_in += 1;
            // From an address that is not listed nobody comes in; the gate is asked from this machine.
            let outside = !organization.profile().authentication.ip_address_allowlist.is_empty();
            if got != expected && !(outside && got.contains("ip")) {
                self.wrong.push(format!("after {when}: {} signs in: `{got}`, rehearsed was `{expected}`", key.name));
            }
        }
    }

    fn finish(self) {
        let Self { asked, signed_in, different, wrong } = self;
        println!("{asked} requests, {signed_in} sign-ins, {different} answers that changes made others");
        let few: String = wrong.iter().take(40).map(|line| format!("\n{line}")).collect();
        assert!(wrong.is_empty(), "{} of {asked} are wrong:{few}", wrong.len());
        assert!(different > 1_000, "changes that matter to nobody show nothing: {different}");
    }
}

/// Whether `difference` says that the caller of `case` loses and gains the operation where the case asks; `None`: several places.
fn foretold(difference: &Difference, case: &Case, decider: &Decider) -> Option<(bool, bool)> {
    let subject = match case.caller.person {
        Some(id) => Subject { kind: SubjectKind::User, id },
        None => Subject { kind: SubjectKind::Client, id: case.caller.client },
    };
    let at = u32::try_from(difference.subjects.iter().position(|other| *other == subject)?).unwrap();
    let place: Option<Id<Division>> = match decider.target(case) {
        Target::None => None,
        Target::One(division) => Some(division),
        Target::Many(_) | Target::Unknown(_) => return None,
    };
    let groups = difference.groups.iter().filter(|group| group.subjects.contains(&at));
    let here = groups.filter(|group| place.map_or(group.places.undivided, |division| group.places.divisions.contains(division)));
    Some(here.fold((false, false), |(lost, gained), group| {
        let has = |rights: postern_rehearse::matrix::Rights| rights.operations.contains(&case.request.operation.id);
        (lost || has(difference.lost(group)), gained || has(difference.gained(group)))
    }))
}

/// Empty, or the reason in the decision.
async fn log_in(scene: &Scene, key: &DemoClient, account: Option<&User>) -> String {
    let form = match account {
        None => "grant_type=client_credentials".to_owned(),
        Some(user) => format!("grant_type=password&username={}&password={DEMO_PASSWORD}", user.email),
    };
    let url = &scene.local.running.url;
    let request = reqwest::Client::new().post(format!("{url}/oauth/token")).basic_auth(key.client_id, Some(&key.client_secret));
    let reply = request.header("content-type", "application/x-www-form-urlencoded").body(form).send().await.unwrap();
    if reply.status().is_success() {
        return String::new();
    }
    let id = reply.headers()["postern-decision"].to_str().unwrap().to_owned();
    let decision: Value = reqwest::get(format!("{url}/postern/decisions/{id}")).await.unwrap().json().await.unwrap();
    decision["verdict"]["code"].as_str().unwrap_or_default().to_owned()
}
