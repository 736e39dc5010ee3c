//! Whole explanations, word for word. After a change of words: `INSTA_UPDATE=always cargo test -p postern-explain`, and read
//! the difference.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

use postern_catalog::Catalog;
use postern_explain::{Answer, Explanation, Place, Seen, explain, read};
use postern_model::{
    Client, ClientState, Evidence, Fact, GrantType, Id, Provider, Reach, User,
    evidence::{Piece, SourceKind},
};
use postern_org::{Draft, Organization};
use postern_testkit::{build, sample};

/// An insurance with two offices.
struct Quay {
    organization: Organization,
    reporting: Id<Client>,
    south: Id<User>,
}

impl Quay {
    fn new() -> Self {
        Self::with(|_, _| ())
    }

    fn with(change: impl FnOnce(&mut Draft<'_>, Id<Client>)) -> Self {
        let mut draft = sample::fresh();
        let (north, south) = (build::division(&mut draft, "North"), build::division(&mut draft, "South"));
        let (reporting, _) = build::client(&mut draft, "Reporting", GrantType::ClientCredentials);
        let reader = build::role(&mut draft, "Reader", &["analytics:conversationDetail:view", "routing:queue:view", "directory:user:edit"]);
        build::role(&mut draft, "Queue keeper", &["routing:queue:view", "routing:queue:add", "routing:queue:edit"]);
        build::grant(&mut draft, build::client_subject(reporting), reader, Reach::Division(north));
        let (pipeline, _) = build::client(&mut draft, "Pipeline", GrantType::ClientCredentials);
        let admin = draft.default_role("admin").unwrap().id;
        build::grant(&mut draft, build::client_subject(pipeline), admin, Reach::All);
        build::client(&mut draft, "Desk", GrantType::Code);
        let mira = build::user(&mut draft, "Mira Sol", north);
        build::grant(&mut draft, build::user_subject(mira), reader, Reach::All);
        let south = build::user(&mut draft, "Tom Okafor", south);
        change(&mut draft, reporting);
        Self { organization: draft.finish().0, reporting, south }
    }

    fn explain(&self, seen: &Seen) -> Explanation {
        let place = Place { organization: &self.organization, now: sample::NOW };
        explain(Catalog::builtin(), seen, Some(place)).unwrap()
    }

    fn call(&self, method: &str, path: &str) -> Explanation {
        self.explain(&Seen { client: Some("Reporting".to_owned()), ..call(method, path) })
    }
}

fn call(method: &str, path: &str) -> Seen {
    Seen { method: Some(method.to_owned()), path: Some(path.to_owned()), ..Seen::default() }
}

fn alone(seen: &Seen) -> Explanation {
    explain(Catalog::builtin(), seen, None).unwrap()
}

fn leaked(text: &str) -> &'static str {
    text.to_owned().leak()
}

#[test]
fn missing_permission() {
    insta::assert_snapshot!(Quay::new().call("POST", "/api/v2/routing/queues").text());
}

#[test]
fn missing_permission_as_json() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&Quay::new().call("POST", "/api/v2/routing/queues")).unwrap());
}

#[test]
fn wrong_division() {
    let quay = Quay::new();
    insta::assert_snapshot!(quay.call("PATCH", &format!("/api/v2/users/{}", quay.south)).text());
}

#[test]
fn user_context() {
    let quay = Quay::new();
    let seen = Seen { client: Some(quay.reporting.to_string()), ..call("GET", "/api/v2/users/me") };
    insta::assert_snapshot!(quay.explain(&seen).text());
}

#[test]
fn allowed_in_some_divisions() {
    let explanation = Quay::new().call("GET", "/api/v2/routing/queues/{queueId}");
    assert_eq!(explanation.answer, Answer::Allowed);
    insta::assert_snapshot!(explanation.text());
}

#[test]
fn scope_enforcement() {
    let quay = Quay::with(|draft, _| {
        let mut profile = draft.profile().clone();
        profile.settings.set("scopes.enforce", "yes").unwrap();
        draft.put_profile(profile).unwrap();
    });
    let (client, user) = (Some("Desk".to_owned()), Some("mira.sol@local.example".to_owned()));
    insta::assert_snapshot!(quay.explain(&Seen { client, user, ..call("GET", "/api/v2/routing/queues") }).text());
}

#[test]
fn ip_list() {
    let quay = Quay::with(|draft, _| {
        let mut profile = draft.profile().clone();
        profile.authentication.ip_address_allowlist = vec!["198.51.100.0/24".to_owned()];
        draft.put_profile(profile).unwrap();
    });
    assert_eq!(quay.call("GET", "/api/v2/organizations/me").answer, Answer::Allowed, "from where it is not known");
    let seen = Seen {
        client: Some("Reporting".to_owned()),
        address: Some("203.0.113.9".parse().unwrap()),
        ..call("GET", "/api/v2/organizations/me")
    };
    insta::assert_snapshot!(quay.explain(&seen).text());
}

#[test]
fn disabled_client() {
    let quay = Quay::with(|draft, id| {
        let client = draft.client(id).unwrap().clone();
        draft.put_client(Client { state: ClientState::Inactive, ..client });
    });
    let curl = format!("curl -u {}:x -d grant_type=client_credentials http://127.0.0.1:8080/oauth/token", quay.reporting);
    insta::assert_snapshot!(quay.explain(&read::curl::read(&curl).unwrap()).text());
}

#[test]
fn password_under_sso() {
    let quay = Quay::with(|draft, _| {
        for (id, disabled) in [("okta", false), (Provider::PURECLOUD, true)] {
            let (id, kind) = (id.to_owned(), id.to_owned());
            draft.put_provider(Provider { id, kind, disabled, other: serde_json::Map::new() });
        }
        build::client(draft, "Old exporter", GrantType::Password);
    });
    let seen = Seen { client: Some("Old exporter".to_owned()), grant: Some("password".to_owned()), ..call("POST", "/oauth/token") };
    insta::assert_snapshot!(quay.explain(&seen).text());
}

#[test]
fn unknown_client() {
    let seen = Seen { client: Some("Nobody".to_owned()), ..call("GET", "/api/v2/organizations/me") };
    insta::assert_snapshot!(Quay::new().explain(&seen).text());
}

#[test]
fn unread_roles() {
    let quay = Quay::new();
    let mut snapshot = quay.organization.snapshot(sample::NOW);
    snapshot.roles = Fact::Unknown("missing authorization:role:view".to_owned());
    let organization = Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
    let explanation = Quay { organization, ..quay }.call("POST", "/api/v2/routing/queues");
    assert_eq!(explanation.answer, Answer::Unknown);
    insta::assert_snapshot!(explanation.text());
}

#[test]
fn refused_and_allowed_since() {
    let seen = Seen { status: Some(403), client: Some("Pipeline".to_owned()), ..call("POST", "/api/v2/routing/queues") };
    let told = read::response::read(r#"{"code":"missing.any.permissions","message":"Unable to perform the requested action. You must have at least one of the following permissions assigned: [routing:queue:add]","status":403}"#).unwrap();
    insta::assert_snapshot!(Quay::new().explain(&seen.or(told)).text());
}

/// The same organization, with what was collected around it.
fn collected(change: impl FnOnce(&mut Evidence)) -> Quay {
    let quay = Quay::new();
    let mut snapshot = quay.organization.snapshot(sample::NOW);
    let mut evidence = sample::evidence();
    change(&mut evidence);
    snapshot.evidence = Some(evidence);
    Quay { organization: Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap(), ..quay }
}

fn ranked(explanation: &Explanation) -> Vec<(&'static str, &'static str)> {
    explanation.causes.iter().map(|cause| (leaked(&cause.cause), leaked(&cause.likelihood))).collect()
}

#[test]
fn permission_not_in_organization() {
    let quay = collected(|evidence| evidence.permissions = Fact::Known(vec!["routing:queue:view".to_owned()]));
    let explanation = quay.call("POST", "/api/v2/routing/queues");
    assert_eq!(ranked(&explanation), [("missing-permission", "settled"), ("permission-not-in-organization", "certain")]);
    assert!(explanation.causes[1].why.contains("the organization has no routing:queue:add"));
    let quay = collected(|evidence| evidence.permissions = Fact::Known(vec!["routing:queue:add".to_owned()]));
    assert_eq!(ranked(&quay.call("POST", "/api/v2/routing/queues")), [("missing-permission", "settled")]);
}

#[test]
fn an_organization_of_another_region_settles_where_the_call_went_wrong() {
    let quay = collected(|evidence| {
        evidence.source.kind = SourceKind::Region;
        evidence.source.host = "api.mypurecloud.de".to_owned();
    });
    let told = |host: &str| {
        let text = format!(
            "curl -H 'Authorization: Bearer x' https://{host}/api/v2/organizations/me\n{{\"code\":\"bad.credentials\",\"status\":401}}"
        );
        quay.explain(&Seen { client: Some("Reporting".to_owned()), ..read::curl::read(&text).unwrap() })
    };
    let wrong = told("api.mypurecloud.com");
    assert_eq!(ranked(&wrong)[0], ("wrong-region", "certain"));
    assert!(wrong.causes[0].why.contains("eu-central-1 (mypurecloud.de)") && wrong.causes[0].why.contains("us-east-1 (mypurecloud.com)"));
    assert_eq!(ranked(&told("api.mypurecloud.de"))[0], ("expired-token", "likely"));
}

#[test]
fn what_was_not_read_speaks_against_nothing() {
    let bad = Seen { client: Some("Reporting".to_owned()), ..read::response::read(r#"{"code":"bad.credentials","status":401}"#).unwrap() };
    let unread = collected(|evidence| {
        evidence.unread.extend([Piece::Authentication, Piece::IdleTimeout].map(|piece| (piece, "forbidden".to_owned())));
    });
    let names = |explanation: &Explanation| ranked(explanation).into_iter().map(|(cause, _)| cause).collect::<Vec<_>>();
    assert_eq!(names(&unread.explain(&bad)), ["expired-token", "ip-list", "idle-token", "wrong-region"]);
    let policies = |policies: Vec<serde_json::Value>| collected(|evidence| evidence.access_policies = Fact::Known(policies));
    let refused = Seen { client: Some("Pipeline".to_owned()), status: Some(403), ..call("POST", "/api/v2/routing/queues") };
    assert!(!names(&policies(vec![]).explain(&refused)).contains(&"access-policy"));
    let binding = serde_json::json!({ "active": true, "applyToClients": true });
    assert!(names(&policies(vec![binding]).explain(&refused)).contains(&"access-policy"));
}

#[test]
fn bad_credentials_alone() {
    insta::assert_snapshot!(
        alone(&read::response::read(r#"{"code":"bad.credentials","message":"Invalid login credentials.","status":401}"#).unwrap()).text()
    );
}

#[test]
fn wrong_token_url() {
    let curl = "curl -X POST https://api.mypurecloud.com/v2/oauth/token -d 'grant_type=client_credentials&client_id=id&client_secret=x&scope=routing:queue:read'";
    insta::assert_snapshot!(alone(&read::curl::read(curl).unwrap()).text());
}

#[test]
fn terraform_alone() {
    let text = "╷\n│ Error: Failed to create role Agent error: API Error: 403 - Unable to perform the requested action. You must have at least one of the following permissions assigned: [authorization:role:add] (3b55e190-0000-4000-8000-000000000001)\n│ \n│   with genesyscloud_auth_role.agent,\n│   on main.tf line 1, in resource \"genesyscloud_auth_role\" \"agent\":\n╵";
    insta::assert_snapshot!(alone(&read::terraform::read(text).unwrap()[0]).text());
}

#[test]
fn without_a_path_the_organization_is_not_asked() {
    let told = read::response::read(r#"{"code":"bad.credentials","status":401}"#).unwrap();
    let explanation = Quay::new().explain(&Seen { client: Some("Reporting".to_owned()), ..told });
    let causes: Vec<_> = explanation.causes.iter().map(|cause| (leaked(&cause.cause), leaked(&cause.likelihood))).collect();
    // The organization's state speaks against an address list, a timeout, a client that is off or gone.
    assert_eq!((causes, explanation.checks), (vec![("expired-token", "likely"), ("wrong-region", "possible")], vec![]));
}

#[test]
fn nothing_wrong_with_a_command() {
    let explanation = alone(&read::curl::read("curl -H 'Authorization: Bearer x' https://api.mypurecloud.de/api/v2/tokens/me").unwrap());
    assert_eq!(explanation.answer, Answer::Unknown);
    insta::assert_snapshot!(explanation.text());
}

#[test]
fn a_command_alone_tells_what_its_operation_wants() {
    let notes = |line: &str| alone(&read::curl::read(line).unwrap()).notes;
    let queues = notes("curl -X POST -H 'Authorization: Bearer x' https://api.mypurecloud.de/api/v2/routing/queues");
    let told = "the answer tells more, or the organization: `--org` with `--client`";
    assert_eq!(queues, [format!("the operation wants routing:queue:add; {told}")]);
    let me = notes("curl -H 'Authorization: Bearer x' https://api.mypurecloud.de/api/v2/users/me");
    assert_eq!(me, [format!("the operation wants a person behind the token; {told}")]);
}

#[test]
fn whose_token_it_is_and_where_it_went_is_asked() {
    let quay = collected(|evidence| {
        evidence.source.kind = SourceKind::Region;
        evidence.source.host = "api.mypurecloud.de".to_owned();
    });
    let explained = |line: &str| quay.explain(&read::curl::read(line).unwrap());
    let bearer = explained("curl -H 'Authorization: Bearer x' https://api.mypurecloud.de/api/v2/routing/queues");
    let whose = "whose token it is does not show: name the client with `--client`, and the organization can be asked";
    assert_eq!((bearer.answer, bearer.notes), (Answer::Unknown, vec![whose.to_owned()]));
    let line = format!("curl -u {}:x -d grant_type=client_credentials http://127.0.0.1:8080/oauth/token", quay.reporting);
    let elsewhere = explained(&line);
    assert_eq!(elsewhere.answer, Answer::Unknown);
    let apart = "the call goes to `127.0.0.1:8080`, and the organization was read at `api.mypurecloud.de`: what it says counts if these \
                 are the same organization";
    assert!(elsewhere.notes.contains(&apart.to_owned()), "{:?}", elsewhere.notes);
}

#[test]
fn a_request_without_a_token_is_refused_whoever_sends_it() {
    let quay = Quay::new();
    for line in ["curl", "curl -u a:b", "curl -H 'Authorization: Bearer '"] {
        let seen = read::curl::read(&format!("{line} http://127.0.0.1:8080/api/v2/routing/queues")).unwrap();
        let explanation = quay.explain(&Seen { client: Some("Pipeline".to_owned()), ..seen });
        assert_eq!((explanation.answer, ranked(&explanation)), (Answer::Refused, vec![("missing-token", "settled")]), "{line}");
    }
    let health = quay.explain(&read::curl::read("curl http://127.0.0.1:8080/postern/health").unwrap());
    assert_eq!((health.answer, ranked(&health)), (Answer::Unknown, vec![]));
}

#[test]
fn what_was_not_read_lets_nobody_in() {
    let quay = Quay::with(|draft, _| drop(build::client(draft, "Old exporter", GrantType::Password)));
    let seen = Seen { client: Some("Old exporter".to_owned()), grant: Some("password".to_owned()), ..call("POST", "/oauth/token") };
    assert_eq!(quay.explain(&seen).answer, Answer::Allowed);
    for (piece, name) in [(Piece::Authentication, "authentication settings"), (Piece::NativeLogin, "identity providers")] {
        let mut snapshot = quay.organization.snapshot(sample::NOW);
        let mut evidence = sample::evidence();
        evidence.unread.insert(piece, "forbidden".to_owned());
        snapshot.evidence = Some(evidence);
        let organization = Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
        let explanation = Quay { organization, ..Quay::new() }.explain(&seen);
        assert_eq!(explanation.answer, Answer::Unknown, "{piece:?}");
        let note = format!("it cannot be told: the organization's {name} could not be read");
        assert!(explanation.notes.iter().any(|told| told.starts_with(&note)), "{:?}", explanation.notes);
        assert!(explanation.checks.iter().any(|check| check.outcome == "unknown"), "{:?}", explanation.checks);
    }
}

/// The remedies that begin so.
fn offered<'e>(explanation: &'e Explanation, start: &str) -> Vec<&'e postern_explain::remedy::Remedy> {
    explanation.remedies.iter().filter(|remedy| remedy.what.starts_with(start)).collect()
}

#[test]
fn role_widened() {
    // Reader is held by Mira, too: who else gains is said.
    let quay = Quay::new();
    let body =
        quay.organization.divisions().find(|division| division.name == "North").map(|north| serde_json::json!({ "divisionId": north.id }));
    let seen = Seen { client: Some("Reporting".to_owned()), body, ..call("POST", "/api/v2/users") };
    let explanation = quay.explain(&seen);
    let widened = offered(&explanation, "add what is missing to the role `Reader`, which client `Reporting` holds; one other holder");
    assert_eq!(widened.len(), 1, "{}", explanation.text());
    assert_eq!(widened[0].others, ["Mira Sol"]);
    insta::assert_snapshot!(explanation.text());
}

#[test]
fn person_taken_into_a_group() {
    let quay = Quay::with(|draft, _| {
        let keeper = draft.role_named("Queue keeper").unwrap().id;
        let new = serde_json::json!({ "name": "Keepers", "type": "official", "visibility": "public", "rulesVisible": true, "rolesEnabled": true });
        let group = postern_org::change::groups::create(draft, serde_json::from_value(new).unwrap()).unwrap();
        build::grant(draft, build::group_subject(group.id), keeper, Reach::All);
    });
    let seen = Seen { user: Some("tom.okafor@local.example".to_owned()), ..call("POST", "/api/v2/routing/queues") };
    let explanation = quay.explain(&seen);
    let taken = offered(&explanation, "take Tom Okafor into the group `Keepers`; ");
    assert_eq!(taken.len(), 1, "{}", explanation.text());
    insta::assert_snapshot!(explanation.text());
}

#[test]
fn secret_not_looked_at() {
    let quay = Quay::new();
    let line = format!("curl -u {}:x -d grant_type=client_credentials http://127.0.0.1:8080/oauth/token", quay.reporting);
    insta::assert_snapshot!(quay.explain(&read::curl::read(&line).unwrap()).text());
}

#[test]
fn what_cannot_be_found_is_told() {
    let quay = Quay::new();
    let place = Place { organization: &quay.organization, now: sample::NOW };
    let unclear = |seen: Seen| explain(Catalog::builtin(), &seen, Some(place)).unwrap_err();
    let user = unclear(Seen { user: Some("nobody@local.example".to_owned()), ..Seen::default() });
    assert_eq!(
        (user.why.as_str(), user.help.as_str()),
        ("no person has the e-mail or id `nobody@local.example`", "give the e-mail that the person signs in with")
    );
    let desk = unclear(Seen { client: Some("Desk".to_owned()), ..call("GET", "/api/v2/routing/queues") });
    assert_eq!(
        (desk.why.as_str(), desk.help.as_str()),
        ("client `Desk` has the grant CODE: it acts for a person", "say for whom: `--user EMAIL`")
    );
    let division = unclear(Seen { division: Some("East".to_owned()), ..Seen::default() });
    assert_eq!(division.why, "no division has the name or id `East`");
    assert!(division.help.contains("`North`") && division.help.contains("`South`"));
}
