//! Collecting over the platform API: the same state as the organization's own word, with the least role, and without each part.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests of an edge")]

mod support;

use std::{collections::BTreeMap, fs, path::Path, process::Output};

use postern_cloud::{Needed, auditor_role};
use postern_model::{Evidence, Fact, Snapshot};
use serde_json::{Value, json};
use support::{Up, postern};

/// Somebody who may do anything, to set up with.
struct Admin<'u> {
    up: &'u Up,
    token: String,
}

impl Admin<'_> {
    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let client = reqwest::blocking::Client::new();
        let request = client.request(method.parse().unwrap(), format!("{}{path}", self.up.url())).bearer_auth(&self.token);
        let answer = request.json(body).send().unwrap();
        let status = answer.status();
        let body: Value = answer.json().unwrap_or_default();
        assert!(status.is_success(), "{method} {path}: {body}");
        body
    }
}

/// A role body with these permissions.
fn role(permissions: &[String]) -> Value {
    let policies = permissions.iter().map(|permission| {
        let parts: Vec<_> = permission.split(':').collect();
        json!({ "domain": parts[0], "entityName": parts[1], "actionSet": [parts[2]] })
    });
    json!({ "name": "Auditor", "description": "", "permissionPolicies": policies.collect::<Vec<_>>() })
}

fn snapshot(up: &Up, file: &Path, credentials: Option<(&str, &str)>) -> Output {
    let mut command = postern(&["snapshot", "--org", up.url(), "--requests-per-minute", "3000", "-o", file.to_str().unwrap()]);
    if let Some((id, secret)) = credentials {
        command.env("GENESYSCLOUD_OAUTHCLIENT_ID", id).env("GENESYSCLOUD_OAUTHCLIENT_SECRET", secret);
    }
    command.output().unwrap()
}

fn saved(file: &Path) -> Snapshot {
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// The parts that are unknown, with why.
fn unknown(snapshot: &Snapshot) -> BTreeMap<String, String> {
    fn of<T>(name: &str, fact: &Fact<T>) -> Option<(String, String)> {
        match fact {
            Fact::Known(_) => None,
            Fact::Unknown(why) => Some((name.to_owned(), why.clone())),
        }
    }
    let Evidence { unread, permissions, trustees, authorizations, integrations, access_policies, usage, audits, .. } =
        snapshot.evidence.clone().unwrap();
    let facts = [
        of("divisions", &snapshot.divisions),
        of("roles", &snapshot.roles),
        of("grants", &snapshot.grants),
        of("users", &snapshot.users),
        of("groups", &snapshot.groups),
        of("clients", &snapshot.clients),
        of("providers", &snapshot.providers),
        of("permissions", &permissions),
        of("trustees", &trustees),
        of("authorizations", &authorizations),
        of("integrations", &integrations),
        of("access policies", &access_policies),
        of("usage", &usage),
        of("audits", &audits),
    ];
    let pieces = unread.into_iter().map(|(piece, why)| (serde_json::to_value(piece).unwrap().as_str().unwrap().to_owned(), why));
    let shown_nowhere = ["secret-age", "scope-enforcement"];
    facts.into_iter().flatten().chain(pieces.filter(|(name, _)| !shown_nowhere.contains(&name.as_str()))).collect()
}

#[test]
fn the_least_role_collects_everything_and_each_of_its_permissions_is_needed() {
    let folder = tempfile::tempdir().unwrap();
    let up = Up::start(folder.path(), &["--ephemeral", "--demo"]);
    let admin = Admin { up: &up, token: up.token() };
    let permissions: Vec<String> = auditor_role().into_iter().map(|Needed { permission, .. }| permission).collect();
    let made = admin.call("POST", "/api/v2/authorization/roles", &role(&permissions));
    let role_id = made["id"].as_str().unwrap();
    // Nobody gives what they do not hold.
    let own = up.ready["client_id"].as_str().unwrap();
    let grants = json!({ "grants": [{ "roleId": role_id, "divisionId": "*" }] });
    admin.call("POST", &format!("/api/v2/authorization/subjects/{own}/bulkadd?subjectType=PC_OAUTH_CLIENT"), &grants);
    let client = json!({
        "name": "Auditor", "authorizedGrantType": "CLIENT-CREDENTIALS", "roleDivisions": [{ "roleId": role_id, "divisionId": "*" }],
    });
    let client = admin.call("POST", "/api/v2/oauth/clients", &client);
    let credentials = Some((client["id"].as_str().unwrap(), client["secret"].as_str().unwrap()));
    let file = folder.path().join("org.json");

    let whole = snapshot(&up, &file, credentials);
    assert_eq!(whole.status.code(), Some(0), "{}", String::from_utf8_lossy(&whole.stderr));
    assert_eq!(unknown(&saved(&file)), BTreeMap::new());

    let expected: &[(&str, &[&str])] = &[
        ("audits:audit:view", &["audits"]),
        ("authorization:grant:view", &["grants"]),
        ("authorization:orgTrustee:view", &["trustees"]),
        ("authorization:policy:view", &["access policies"]),
        ("authorization:role:view", &["exit code 3"]),
        ("directory:organization:admin", &["authentication", "role-settings"]),
        ("integrations:integration:view", &["integrations"]),
        ("oauth:client:authorize", &["authorizations"]),
        ("oauth:client:view", &["exit code 3"]),
        ("sso:provider:view", &["native-login", "providers"]),
    ];
    assert_eq!(expected.iter().map(|(permission, _)| *permission).collect::<Vec<_>>(), permissions);
    for (missing, parts) in expected {
        let rest: Vec<_> = permissions.iter().filter(|permission| permission != missing).cloned().collect();
        admin.call("PUT", &format!("/api/v2/authorization/roles/{role_id}"), &role(&rest));
        fs::remove_file(&file).unwrap_or_default();
        let partly = snapshot(&up, &file, credentials);
        let said = String::from_utf8_lossy(&partly.stderr).into_owned();
        if *parts == ["exit code 3"] {
            assert_eq!((partly.status.code(), file.exists()), (Some(3), false), "{missing}: {said}");
            assert!(said.contains(&format!("missing permission `{missing}` (GET /api/v2/")), "{said}");
            continue;
        }
        assert_eq!(partly.status.code(), Some(0), "{missing}: {said}");
        let unknown = unknown(&saved(&file));
        assert_eq!(unknown.keys().collect::<Vec<_>>(), *parts, "{missing}");
        assert!(unknown.values().all(|why| why.contains(missing)), "{unknown:?}");
    }
}

/// A snapshot as both ways of reading tell it: in one order, without what only one of them can know.
fn comparable(mut snapshot: Snapshot) -> Value {
    fn known<T>(fact: &mut Fact<Vec<T>>) -> &mut Vec<T> {
        match fact {
            Fact::Known(entities) => entities,
            Fact::Unknown(why) => panic!("{why}"),
        }
    }
    known(&mut snapshot.users).iter_mut().for_each(|user| {
        user.other.clear();
        user.groups.sort();
    });
    known(&mut snapshot.users).sort_by_key(|user| user.id);
    known(&mut snapshot.groups).sort_by_key(|group| group.id);
    known(&mut snapshot.groups).iter_mut().for_each(|group| group.other.clear());
    known(&mut snapshot.roles).sort_by_key(|role| role.id);
    known(&mut snapshot.divisions).sort_by_key(|division| division.id);
    known(&mut snapshot.clients).sort_by_key(|client| client.id);
    known(&mut snapshot.clients).iter_mut().for_each(|client| client.secret_made = client.date_created);
    known(&mut snapshot.grants).sort_by_key(|held| held.subject.id);
    known(&mut snapshot.grants).iter_mut().for_each(|held| held.grants.sort_by_key(|grant| (grant.role, grant.division)));
    known(&mut snapshot.providers).retain(|provider| provider.id != "purecloud");
    // The listing's model has neither.
    known(&mut snapshot.providers).iter_mut().for_each(|provider| {
        provider.other.retain(|name, _| !["logoImageData", "endpointCompression"].contains(&name.as_str()));
    });
    let Snapshot { divisions, roles, grants, users, groups, clients, providers, organization, .. } = snapshot;
    json!({
        "divisions": divisions, "roles": roles, "grants": grants, "users": users, "groups": groups, "clients": clients,
        "providers": providers, "authentication": organization.authentication, "idle": organization.idle, "id": organization.id,
    })
}

#[test]
fn the_platform_api_tells_the_same_as_the_organization_itself() {
    let folder = tempfile::tempdir().unwrap();
    let up = Up::start(folder.path(), &["--ephemeral", "--demo"]);
    let (live, own) = (folder.path().join("live.json"), folder.path().join("own.json"));
    let (id, secret) = (up.ready["client_id"].as_str().unwrap(), up.ready["client_secret"].as_str().unwrap());
    let read = snapshot(&up, &live, Some((id, secret)));
    let said = String::from_utf8_lossy(&read.stderr).into_owned();
    assert_eq!(read.status.code(), Some(0), "{said}");
    assert!(said.contains(" was read with 33 requests\n") && !fs::exists(folder.path().join("live.json.part")).unwrap(), "{said}");
    assert_eq!(snapshot(&up, &own, None).status.code(), Some(0));
    let (live, own) = (comparable(saved(&live)), comparable(saved(&own)));
    for part in live.as_object().unwrap().keys() {
        match (&live[part]["known"], &own[part]["known"]) {
            (Value::Array(live), Value::Array(own)) => {
                assert_eq!(live.len(), own.len(), "{part}");
                live.iter().zip(own).for_each(|(live, own)| assert_eq!(live, own, "{part}"));
            }
            _ => assert_eq!(live[part], own[part], "{part}"),
        }
    }
}

#[test]
fn credentials_that_do_not_fit_are_told_from_a_place_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let up = Up::start(folder.path(), &["--ephemeral"]);
    let file = folder.path().join("org.json");
    let id = up.ready["client_id"].as_str().unwrap();
    let wrong = snapshot(&up, &file, Some((id, "swordfish")));
    let expected = format!(
        "error: {url} does not accept the credentials: POST /oauth/token answered 400: invalid_client (authentication failed)\n\
         help: check the id, the secret and the region: a client exists in one region alone\n",
        url = up.url()
    );
    assert_eq!((wrong.status.code(), String::from_utf8(wrong.stderr).unwrap()), (Some(3), expected));
    let region = support::refusal(&["snapshot", "--org", "eu_central_1", "-o", file.to_str().unwrap()]);
    let expected = "error: there are no credentials for api.mypurecloud.de\n\
         help: set GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET to those of a client that may read, \
         or GENESYSCLOUD_ACCESS_TOKEN; they are never taken from the command line\n";
    assert_eq!(region, (Some(2), expected.to_owned()));
}
