//! The demo organization, as `postern up --demo` founds it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

mod harness;

use std::collections::BTreeMap;

use harness::{Caller, Local, options};
use postern_model::{ClientState, GrantType, PermissionId, Reach, Subject, SubjectKind, UserState};
use postern_org::{Organization, demo::ClientKey};
use postern_server::Options;

async fn harbour_bank() -> Local {
    Local::start_with(Options { demo: true, ..options() }).await
}

fn key<'a>(local: &'a Local, name: &str) -> &'a ClientKey {
    let founded = local.running.founded.as_ref().unwrap();
    founded.demo_clients.iter().find(|key| key.name == name).unwrap_or_else(|| panic!("no client `{name}`"))
}

fn permission(name: &str) -> PermissionId {
    postern_catalog::Catalog::builtin().permission_id(name).unwrap_or_else(|| panic!("no permission `{name}`"))
}

fn person(organization: &Organization, name: &str) -> Subject {
    let user = organization.users_even_deleted().find(|user| user.name == name).unwrap_or_else(|| panic!("no person `{name}`"));
    Subject { kind: SubjectKind::User, id: user.id.uuid() }
}

fn client(key: &ClientKey) -> Subject {
    Subject { kind: SubjectKind::Client, id: key.client_id.uuid() }
}

/// What the token endpoint says to the client's own secret.
async fn token_error(local: &Local, key: &ClientKey) -> String {
    let request = reqwest::Client::new().post(format!("{}/oauth/token", local.running.url));
    let request = request.basic_auth(key.client_id, Some(&key.client_secret)).header("content-type", "application/x-www-form-urlencoded");
    let reply = request.body("grant_type=client_credentials").send().await.unwrap();
    let body: serde_json::Value = reply.json().await.unwrap();
    body["error"].as_str().unwrap_or("none").to_owned()
}

async fn log_in(local: &Local, key: &ClientKey) -> Caller {
    Caller::log_in(&local.running.url, &key.client_id.to_string(), &key.client_secret).await
}

#[tokio::test]
async fn it_has_forty_people_eight_groups_twelve_roles_three_divisions_and_two_providers() {
    let local = harbour_bank().await;
    let organization = local.running.organization();
    let states = |state| organization.users_even_deleted().filter(|user| user.state == state).count();
    assert_eq!([states(UserState::Active), states(UserState::Inactive), states(UserState::Deleted)], [37, 2, 1]);
    assert_eq!(organization.groups().count(), 8);
    assert_eq!(organization.groups().filter(|group| group.roles_enabled).count(), 6);
    assert_eq!(organization.roles().filter(|role| role.default_role_id.is_none()).count(), 5);
    assert_eq!(organization.roles().count(), 12);
    let mut divisions: Vec<_> = organization.divisions().map(|division| division.name.as_str()).collect();
    divisions.sort_unstable();
    assert_eq!(divisions, ["Collections", "Home", "Retail Banking"]);
    let providers = organization.third_party_providers().map(|provider| provider.other["name"].as_str().unwrap());
    assert_eq!(providers.collect::<Vec<_>>(), ["Test identity provider", "Quay Savings", "Harbour Bank staff"], "and the built-in one");
    assert_eq!(organization.clients().count(), 11, "ten and the bootstrap client");
}

#[tokio::test]
async fn every_name_in_it_is_one_and_every_role_gives_something() {
    let local = harbour_bank().await;
    let organization = local.running.organization();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    organization.users_even_deleted().for_each(|user| *names.entry(&user.name).or_default() += 1);
    organization.clients().for_each(|client| *names.entry(&client.name).or_default() += 1);
    assert_eq!(names.into_iter().filter(|(_, count)| *count > 1).collect::<Vec<_>>(), []);
    for role in organization.roles().filter(|role| role.default_role_id.is_none()) {
        for policy in &role.policies {
            let known = |action: &String| permission(&format!("{}:{}:{action}", policy.domain, policy.entity_name));
            assert!(policy.action_set.iter().map(known).all(|id| role.effective.contains(id)), "{} {policy:?}", role.name);
        }
    }
    let catalog = postern_catalog::Catalog::builtin();
    for scope in organization.clients().flat_map(|client| &client.scope) {
        assert!(catalog.operations().iter().any(|operation| operation.scopes.contains(&scope.as_str())), "{scope}");
    }
}

#[tokio::test]
async fn who_holds_what_is_as_the_story_says() {
    let local = harbour_bank().await;
    let organization = local.running.organization();
    let division = |name: &str| organization.divisions().find(|division| division.name == name).unwrap().id;
    let (retail, collections) = (division("Retail Banking"), division("Collections"));
    let holds = |name: &str, what: &str| organization.holds(person(&organization, name), permission(what));
    assert!(holds("Ada Quayle", "oauth:client:delete") && holds("Tobias Renn", "oauth:client:delete"));
    assert!(holds("Priya Nandakumar", "directory:user:add") && holds("Ines Caldera", "directory:user:add"));
    assert!(holds("Jonah Field", "integrations:action:edit"));
    let account = person(&organization, "Callback Scheduler (service account)");
    assert!(organization.holds(account, permission("conversation:callback:create")));
    let own: Vec<_> = organization.own_holdings(account.id).map(|holding| holding.role.name.as_str()).collect();
    assert_eq!(own, ["employee"], "the rest comes through the group");
    assert!(!holds("Samir Khan", "outbound:campaign:start"), "the group's roles are not enabled");
    let supervisor = person(&organization, "Nadia Petrov");
    assert!(organization.holds_in(supervisor, permission("quality:evaluation:view"), collections));
    assert!(!organization.holds_in(supervisor, permission("quality:evaluation:view"), retail));
    let uma = organization.user(postern_model::Id::new(person(&organization, "Uma Patel").id)).unwrap();
    assert_eq!(uma.division, organization.home());
}

#[tokio::test]
async fn every_client_is_in_the_state_the_story_says() {
    let local = harbour_bank().await;
    let organization = local.running.organization();
    let all = [
        ("Terraform pipeline", GrantType::ClientCredentials, ClientState::Active, 3_600, "Infrastructure Pipeline *"),
        ("Statement reporting", GrantType::ClientCredentials, ClientState::Active, 86_400, "Reporting Reader *"),
        ("Directory sync (SCIM)", GrantType::ClientCredentials, ClientState::Active, 450 * 86_400, "Directory Provisioning *"),
        ("Lobby wallboard", GrantType::Token, ClientState::Active, 86_400, ""),
        ("Branch kiosk", GrantType::Password, ClientState::Active, 86_400, ""),
        ("Callback scheduler", GrantType::Code, ClientState::Active, 86_400, ""),
        ("Payments webhook", GrantType::ClientCredentials, ClientState::Active, 86_400, ""),
        ("Legacy CRM sync", GrantType::ClientCredentials, ClientState::Active, 86_400, "admin *"),
        ("Collections dialler", GrantType::ClientCredentials, ClientState::Active, 86_400, "Outreach Runner Retail Banking"),
        ("Fraud alerts", GrantType::ClientCredentials, ClientState::Disabled, 86_400, "Outreach Runner *"),
    ];
    assert_eq!(local.running.founded.as_ref().unwrap().demo_clients.iter().map(|key| key.name).collect::<Vec<_>>(), all.map(|row| row.0));
    for (name, grant, state, seconds, held) in all {
        let key = key(&local, name);
        let client = organization.client(key.client_id).unwrap();
        assert_eq!((client.grant_type, client.state, client.token_seconds), (grant, state, seconds), "{name}");
        assert_eq!(client.scope.is_empty(), grant == GrantType::ClientCredentials, "{name}");
        let reach = |reach| match reach {
            Reach::All => "*".to_owned(),
            Reach::Division(id) => organization.division(id).unwrap().name.clone(),
        };
        let roles: Vec<_> =
            organization.own_holdings(client.id.uuid()).map(|held| format!("{} {}", held.role.name, reach(held.grant.division))).collect();
        assert_eq!(roles.join(", "), held, "{name}");
        assert_eq!(key.wrong.is_none(), name == "Terraform pipeline" || name == "Statement reporting", "{name}");
    }
    let gone = organization.client(key(&local, "Legacy CRM sync").client_id).unwrap().created_by;
    assert_eq!(gone, Some(person(&organization, "Paula Winter").id));
}

#[tokio::test]
async fn the_healthy_clients_do_their_work_and_no_more() {
    let local = harbour_bank().await;
    let pipeline = log_in(&local, key(&local, "Terraform pipeline")).await;
    assert_eq!(pipeline.get("/api/v2/identityproviders/okta").await.status, 200);
    assert_eq!(pipeline.get("/api/v2/organizations/authentication/settings").await.outcome(), "403 missing.any.permissions");
    let reporting = log_in(&local, key(&local, "Statement reporting")).await;
    assert_eq!(reporting.get("/api/v2/audits/query/servicemapping").await.status, 200);
    assert_eq!(reporting.delete("/api/v2/identityproviders/okta").await.outcome(), "403 missing.any.permissions");
}

#[tokio::test]
async fn the_others_fail_or_succeed_as_what_is_wrong_with_them_lets_them() {
    let local = harbour_bank().await;
    for name in ["Lobby wallboard", "Branch kiosk", "Callback scheduler"] {
        assert_eq!(token_error(&local, key(&local, name)).await, "unauthorized_client", "{name}");
    }
    assert_eq!(token_error(&local, key(&local, "Fraud alerts")).await, "invalid_client");
    let webhook = log_in(&local, key(&local, "Payments webhook")).await;
    assert_eq!(webhook.get("/api/v2/identityproviders").await.outcome(), "403 missing.any.permissions");
    let crm = log_in(&local, key(&local, "Legacy CRM sync")).await;
    assert_eq!(crm.delete("/api/v2/identityproviders/generic").await.status, 200, "nobody meant it to");
    let organization = local.running.organization();
    let (dialler, start) = (client(key(&local, "Collections dialler")), permission("outbound:contactList:view"));
    let collections = organization.divisions().find(|division| division.name == "Collections").unwrap().id;
    assert!(organization.holds(dialler, start) && !organization.holds_in(dialler, start, collections));
    assert_eq!(token_error(&local, key(&local, "Directory sync (SCIM)")).await, "none");
}

#[tokio::test]
async fn its_providers_are_what_the_api_accepts() {
    let local = harbour_bank().await;
    for kind in ["okta", "generic"] {
        let path = format!("/api/v2/identityproviders/{kind}");
        let record = local.admin.get(&path).await.body;
        assert_eq!(local.admin.put(&path, record.clone()).await.status, 200, "{kind}");
        assert_eq!(local.admin.get(&path).await.body, record);
    }
    let generic = local.admin.get("/api/v2/identityproviders/generic").await.body;
    assert_eq!((generic.get("certificate"), generic["certificates"].as_array().unwrap().len()), (None, 2));
}
