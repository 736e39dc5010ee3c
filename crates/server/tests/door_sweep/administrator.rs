//! Changes made on the running server, as an administrator makes them.

use postern_catalog::Catalog;
use postern_model::{Group, Id, Timestamp};
use postern_org::{Draft, Organization};
use postern_rehearse::Change;
use serde_json::{Value, json};

use crate::{harness::Caller, scene::Scene};

/// Makes a change as an administrator does, over the API.
pub async fn make(scene: &Scene, change: &Change) {
    let organization = scene.local.running.organization();
    let admin = &scene.local.admin;
    let role_pairs = |role: &str, division: &str| json!({ "grants": [{ "roleId": role, "divisionId": division }] });
    let holder = |person: &Option<String>, group: &Option<String>, client: &Option<String>, verb: &str| {
        let (id, kind) = [(person, "PC_USER"), (group, "PC_GROUP"), (client, "PC_OAUTH_CLIENT")]
            .into_iter()
            .find_map(|(id, kind)| Some((id.as_ref()?, kind)))
            .unwrap();
        format!("/api/v2/authorization/subjects/{id}/{verb}?subjectType={kind}")
    };
    match change {
        Change::AddMember { group, person } => {
            send(
                admin,
                "POST",
                &format!("/api/v2/groups/{group}/members"),
                json!({ "memberIds": [person], "version": version(&organization, group) }),
            )
            .await;
        }
        Change::RemoveMember { group, person } => {
            send(admin, "DELETE", &format!("/api/v2/groups/{group}/members?ids={person}"), Value::Null).await;
        }
        Change::Grant { person, group, client, role, division } => {
            send(admin, "POST", &holder(person, group, client, "bulkadd"), role_pairs(role, division)).await;
        }
        Change::Strip { person, group, client, role, .. } => {
            send(admin, "POST", &holder(person, group, client, "bulkremove"), role_pairs(role, "*")).await;
        }
        Change::EditRole { role, add, remove } => {
            let path = format!("/api/v2/authorization/roles/{role}");
            let held = Id::parse(role).and_then(|id| organization.role(id)).unwrap().effective;
            let mut names: Vec<&str> = held.iter().map(|id| Catalog::builtin().permission(id).name).collect();
            names.retain(|name| !remove.iter().any(|gone| gone == name));
            names.extend(add.iter().map(String::as_str));
            let policies: Vec<Value> = names.into_iter().map(policy).collect();
            send(admin, "PUT", &path, json!({ "name": "Viewer", "permissionPolicies": policies })).await;
        }
        Change::DeleteRole { role } => send(admin, "DELETE", &format!("/api/v2/authorization/roles/{role}"), Value::Null).await,
        Change::DeleteGroup { group } => send(admin, "DELETE", &format!("/api/v2/groups/{group}"), Value::Null).await,
        Change::DeleteDivision { division } => {
            send(admin, "DELETE", &format!("/api/v2/authorization/divisions/{division}?force=true"), Value::Null).await;
        }
        Change::RestoreDivision { division } => {
            let path = format!("/api/v2/authorization/divisions/{division}/restore");
            send(admin, "POST", &path, json!({ "name": "Elsewhere", "description": "Elsewhere" })).await;
        }
        Change::DeactivatePerson { person } => state(admin, &organization, person, "inactive").await,
        Change::ActivatePerson { person } | Change::RestorePerson { person } => state(admin, &organization, person, "active").await,
        Change::DeletePerson { person } => send(admin, "DELETE", &format!("/api/v2/users/{person}"), Value::Null).await,
        Change::Move { person, division } => {
            send(admin, "POST", &format!("/api/v2/authorization/divisions/{division}/objects/USER"), json!([person])).await;
        }
        Change::DisableClient { client } => client_state(admin, client, "disabled").await,
        Change::DeactivateClient { client } => client_state(admin, client, "inactive").await,
        Change::ActivateClient { client } => client_state(admin, client, "active").await,
        Change::DeleteClient { client } => {
            client_state(admin, client, "inactive").await;
            send(admin, "DELETE", &format!("/api/v2/oauth/clients/{client}"), Value::Null).await;
        }
        Change::RotateSecret { client } => send(admin, "POST", &format!("/api/v2/oauth/clients/{client}/secret"), Value::Null).await,
        Change::EnforceScopes { on } => setting(admin, "scopes.enforce", if *on { "yes" } else { "no" }).await,
        Change::Set { setting: key, value } => setting(admin, key, value).await,
        // Over the API nobody can shut out the address that asks.
        Change::SetIpAllowlist { networks } => allow_only(scene, networks).await,
        Change::SsoOnly { on, .. } => send(admin, "PUT", "/api/v2/identityproviders/purecloud", json!({ "disabled": on })).await,
        Change::DisableProvider { provider } => disabled(admin, provider, true).await,
        Change::EnableProvider { provider } => disabled(admin, provider, false).await,
        Change::AddDivision { division } => {
            send(admin, "POST", "/api/v2/authorization/divisions", json!({ "name": division, "description": division })).await;
        }
        Change::AddRole { role, permissions } => {
            let policies: Vec<Value> = permissions.iter().map(|name| policy(name)).collect();
            send(admin, "POST", "/api/v2/authorization/roles", json!({ "name": role, "permissionPolicies": policies })).await;
        }
        Change::AddGroup { group, inherit } => {
            let body = json!({ "name": group, "type": "official", "visibility": "public", "rulesVisible": true, "rolesEnabled": inherit.unwrap_or(true) });
            send(admin, "POST", "/api/v2/groups", body).await;
        }
        Change::InheritRoles { group, on } => {
            let body = json!({ "version": version(&organization, group), "rolesEnabled": on });
            send(admin, "PUT", &format!("/api/v2/groups/{group}"), body).await;
        }
        Change::AddPerson { person, division } => {
            send(admin, "POST", "/api/v2/users", json!({ "name": "New hire", "email": person, "divisionId": division })).await;
        }
        Change::AddClient { client, roles, .. } => {
            let pairs: Vec<Value> = roles
                .iter()
                .map(|held| held.rsplit_once(" in ").unwrap())
                .map(|(role, division)| json!({ "roleId": role, "divisionId": division }))
                .collect();
            let body = json!({
                "name": client, "authorizedGrantType": "CLIENT-CREDENTIALS", "accessTokenValiditySeconds": 86_400, "roleDivisions": pairs
            });
            send(admin, "POST", "/api/v2/oauth/clients", body).await;
        }
        Change::AddProvider { provider } => {
            let mut record = admin.get("/api/v2/identityproviders/okta").await.body;
            ["id", "selfUri"].into_iter().for_each(|key| drop(record.as_object_mut().unwrap().remove(key)));
            // A second provider of the same issuer would be refused.
            record["issuerURI"] = json!("http://adfs.harbourbank.example/adfs/services/trust");
            send(admin, "PUT", &format!("/api/v2/identityproviders/{provider}"), record).await;
        }
        Change::DeleteProvider { provider } => {
            send(admin, "DELETE", &format!("/api/v2/identityproviders/{provider}"), Value::Null).await;
        }
        Change::SecondFactor { on } => {
            let body = json!({ "multifactorAuthenticationRequired": on });
            send(admin, "PATCH", "/api/v2/organizations/authentication/settings", body).await;
        }
        Change::IdleTimeout { seconds } => {
            let body = json!({ "enableIdleTokenTimeout": *seconds > 0, "idleTokenTimeoutSeconds": (*seconds).max(300) });
            send(admin, "PUT", "/api/v2/tokens/timeout", body).await;
        }
        Change::MoveDate { to } => scene.wire.set_clock(Timestamp::parse(to)).await,
    }
}

fn policy(name: &str) -> Value {
    let mut parts = name.splitn(3, ':');
    let (domain, entity) = (parts.next().unwrap(), parts.next().unwrap());
    json!({ "domain": domain, "entityName": entity, "actionSet": [parts.next().unwrap()] })
}

async fn send(admin: &Caller, method: &str, path: &str, body: Value) {
    let reply = admin.ask(method, path, (!body.is_null()).then_some(body)).await;
    assert!((200..300).contains(&reply.status), "{method} {path}: {} {}", reply.status, reply.body);
}

fn version(organization: &Organization, group: &str) -> Value {
    Id::<Group>::parse(group).and_then(|id| organization.group(id)).map_or(Value::Null, |group| json!(group.version))
}

async fn state(admin: &Caller, organization: &Organization, person: &str, state: &str) {
    let version = Id::parse(person).and_then(|id| organization.user(id)).map(|user| user.version);
    send(admin, "PATCH", &format!("/api/v2/users/{person}"), json!({ "state": state, "version": version })).await;
}

async fn client_state(admin: &Caller, client: &str, state: &str) {
    let path = format!("/api/v2/oauth/clients/{client}");
    let mut record = admin.get(&path).await.body;
    let mut body = json!({ "state": state });
    for key in ["name", "authorizedGrantType", "accessTokenValiditySeconds", "roleDivisions"] {
        body[key] = record[key].take();
    }
    send(admin, "PUT", &path, body).await;
}

pub async fn allow_only(scene: &Scene, networks: &[String]) {
    let change = |draft: &mut Draft<'_>| {
        let mut profile = draft.profile().clone();
        profile.authentication.ip_address_allowlist = networks.to_vec();
        draft.put_profile(profile).unwrap();
    };
    scene.local.change(change).await;
}

async fn setting(admin: &Caller, key: &str, value: &str) {
    send(admin, "PATCH", "/postern/settings", json!({ key: value })).await;
}

async fn disabled(admin: &Caller, provider: &str, disabled: bool) {
    let path = format!("/api/v2/identityproviders/{provider}");
    let mut record = admin.get(&path).await.body;
    record["disabled"] = disabled.into();
    for key in ["id", "selfUri"] {
        record.as_object_mut().unwrap().remove(key);
    }
    send(admin, "PUT", &path, record).await;
}
