use postern_model::Reach;
use serde_json::{Value, json};

use super::{admin_role, but, client_manager, code, machine, made};
use crate::harness::{Caller, Local, Reply, options};

const PATH: &str = "/api/v2/oauth/clients";

#[track_caller]
fn assert_refused(reply: &Reply, outcome: &str, message: &str) {
    assert_eq!((reply.outcome().as_str(), reply.message()), (outcome, message));
}

#[tokio::test]
async fn a_machine_client_is_answered_in_full_with_its_secret_and_logs_in() {
    let local = Local::start().await;
    let role = admin_role(&local);
    let body = but(machine("ci", role, "*"), json!({ "description": "", "accessTokenValiditySeconds": 300, "state": "active" }));
    let client = made(&local.admin, body).await;
    let (id, secret, date) = (client["id"].as_str().unwrap(), client["secret"].as_str().unwrap(), &client["dateCreated"]);
    let bootstrap = &local.admin.client_id;
    let author = json!({ "id": bootstrap, "name": "Bootstrap", "selfUri": format!("/api/v2/oauth/clients/{bootstrap}") });
    let expected = json!({
        "id": id, "name": "ci", "description": "", "accessTokenValiditySeconds": 300, "authorizedGrantType": "CLIENT-CREDENTIALS",
        "registeredRedirectUri": [], "scope": [], "roleDivisions": [{ "roleId": role, "divisionId": "*" }], "state": "active",
        "secret": secret, "dateCreated": date, "dateModified": date, "createdBy": author, "modifiedBy": author,
        "selfUri": format!("/api/v2/oauth/clients/{id}"),
    });
    assert_eq!(client, expected);
    assert!(secret.len() >= 43 && date.as_str().is_some_and(|date| date.ends_with('Z')));
    let caller = Caller::log_in(&local.running.url, id, secret).await;
    assert_eq!(caller.get("/api/v2/oauth/clients").await.outcome(), "200", "it holds the role it was given");
}

#[tokio::test]
async fn all_five_grants_are_created_and_echoed_as_written() {
    let local = Local::start().await;
    for grant in ["CODE", "TOKEN", "SAML2-BEARER", "SAML2BEARER", "PASSWORD"] {
        let client = made(&local.admin, but(code("app"), json!({ "authorizedGrantType": grant }))).await;
        assert_eq!((client["authorizedGrantType"].as_str(), client["scope"].clone()), (Some(grant), json!(["routing"])));
        assert!(client["secret"].is_string(), "{grant} has a secret too");
        let read = local.admin.get(&super::path(&client)).await.body;
        assert_eq!(read["authorizedGrantType"], grant);
    }
}

#[tokio::test]
async fn what_is_left_out_gets_its_default() {
    let local = Local::start().await;
    let role = admin_role(&local);
    let body = json!({
        "name": "ci", "authorizedGrantType": "CLIENT-CREDENTIALS", "scope": null, "registeredRedirectUri": null, "description": null,
        "roleDivisions": [{ "roleId": role }, { "roleId": role, "divisionId": "" }],
    });
    let client = made(&local.admin, body).await;
    let home = local.running.organization().home();
    assert_eq!(
        client["roleDivisions"],
        json!([{ "roleId": role, "divisionId": home }]),
        "a missing division is home, and a pair counts once"
    );
    assert_eq!((&client["accessTokenValiditySeconds"], &client["state"]), (&json!(86_400), &json!("active")));
    assert_eq!((&client["scope"], &client["registeredRedirectUri"], client.get("description")), (&json!([]), &json!([]), None));
}

#[tokio::test]
async fn the_deprecated_role_ids_are_roles_in_the_home_division() {
    let local = Local::start().await;
    let role = admin_role(&local);
    let client = made(&local.admin, json!({ "name": "old", "authorizedGrantType": "CLIENT-CREDENTIALS", "roleIds": [role] })).await;
    assert_eq!(client["roleDivisions"], json!([{ "roleId": role, "divisionId": local.running.organization().home() }]));
}

#[tokio::test]
async fn a_grant_type_is_required_and_must_exist() {
    let local = Local::start().await;
    let text = "`authorizedGrantType` is required";
    for grant in [Value::Null, json!("")] {
        let body = but(code("app"), json!({ "authorizedGrantType": grant }));
        assert_refused(&local.admin.post(PATH, body).await, "400 grant.type.required", text);
    }
    assert_refused(&local.admin.post(PATH, json!({ "name": "app" })).await, "400 grant.type.required", text);
    for grant in ["CLIENT_CREDENTIALS", "code", "PKCE"] {
        let text = format!("grant type `{grant}` does not exist; use CODE, TOKEN, SAML2-BEARER, PASSWORD or CLIENT-CREDENTIALS");
        let body = but(code("app"), json!({ "authorizedGrantType": grant }));
        assert_refused(&local.admin.post(PATH, body).await, "400 bad.grant.type", &text);
    }
}

#[tokio::test]
async fn a_new_client_must_be_active() {
    let local = Local::start().await;
    for state in ["inactive", "disabled"] {
        let reply = local.admin.post(PATH, but(code("app"), json!({ "state": state }))).await;
        assert_refused(&reply, "400 bad.client.state", "a new client must be active");
    }
    let reply = local.admin.post(PATH, but(code("app"), json!({ "state": "asleep" }))).await;
    assert_eq!(reply.outcome(), "400 invalid.value");
}

#[tokio::test]
async fn a_client_needs_roles_or_scopes_as_its_grant_asks() {
    let local = Local::start().await;
    let text = "a client with the grant CLIENT-CREDENTIALS needs `roleDivisions`";
    for roles in [json!(null), json!([])] {
        let body = json!({ "name": "ci", "authorizedGrantType": "CLIENT-CREDENTIALS", "scope": ["routing"], "roleDivisions": roles });
        assert_refused(&local.admin.post(PATH, body).await, "400 missing.client.roles", text);
    }
    let body = but(machine("app", admin_role(&local), "*"), json!({ "authorizedGrantType": "SAML2BEARER" }));
    assert_refused(&local.admin.post(PATH, body).await, "400 missing.client.scope", "a client with the grant SAML2BEARER needs `scope`");
}

#[tokio::test]
async fn a_scope_must_exist_and_what_was_meant_is_said() {
    let local = Local::start().await;
    let long = "x".repeat(10_000);
    for (scope, text) in [
        ("routing:queue:read", "scope `routing:queue:read` does not exist; did you mean scope `routing:readonly`, permission `routing:queue:view`, permission `routing:queue:readonly`?".to_owned()),
        ("Routing", "scope `Routing` does not exist; did you mean scope `routing`, scope `routing:readonly`?".to_owned()),
        ("openid", "scope `openid` does not exist".to_owned()),
        (&long, format!("scope `{}` does not exist", &long[..80])),
    ] {
        let reply = local.admin.post(PATH, but(code("app"), json!({ "scope": ["routing", scope] }))).await;
        assert_refused(&reply, "400 auth.invalid.scope", &text);
    }
}

#[tokio::test]
async fn tokens_live_from_five_minutes_to_two_days_and_450_days_for_scim() {
    let local = Local::start().await;
    let create =
        async |body: Value, seconds: Value| local.admin.post(PATH, but(body, json!({ "accessTokenValiditySeconds": seconds }))).await;
    for seconds in [300, 172_800] {
        assert_eq!(create(code("app"), json!(seconds)).await.status, 200);
    }
    for seconds in [299, 0, -1] {
        let reply = create(code("app"), json!(seconds)).await;
        assert_refused(&reply, "400 constraint.validation", "accessTokenValiditySeconds must be at least 300");
    }
    let text =
        "accessTokenValiditySeconds must be at most 172800; only client-credentials clients with a role for SCIM may have up to 38880000";
    for seconds in [json!(172_801), json!(38_880_000), json!(i64::MAX)] {
        assert_refused(&create(code("app"), seconds).await, "400 constraint.validation", text);
    }
    let scim = local.role("SCIM Integration", &["directory:user:add"]).await;
    local.grant(super::subject(&local.admin.client_id), scim, Reach::All).await;
    assert_eq!(create(machine("okta", scim, "*"), json!(38_880_000)).await.status, 200);
    let reply = create(machine("okta", scim, "*"), json!(38_880_001)).await;
    assert_refused(&reply, "400 constraint.validation", "accessTokenValiditySeconds must be at most 38880000");
}

#[tokio::test]
async fn nobody_gives_a_role_they_do_not_hold_there() {
    let local = Local::start().await;
    let (north, south) = (local.division("North").await, local.division("South").await);
    let role = local.role("Dispatcher", &["routing:queue:view"]).await;
    let caller = client_manager(&local, role, Reach::Division(north)).await;
    made(&caller, machine("north", role, &north.to_string())).await;
    let held = "a client's roles must be held by whoever creates or edits it";
    let home = local.running.organization().home();
    for (division, place) in
        [(south.to_string(), "division `South`"), (home.to_string(), "division `Home`"), ("*".to_owned(), "all divisions")]
    {
        let reply = caller.post(PATH, machine("ci", role, &division)).await;
        assert_refused(&reply, "400 bad.client.role", &format!("role `Dispatcher` in {place}: {held}"));
    }
    let reply = caller.post(PATH, machine("ci", admin_role(&local), "*")).await;
    assert_refused(&reply, "400 bad.client.role", &format!("role `admin` in all divisions: {held}"));
}

#[tokio::test]
async fn even_an_administrator_gives_no_role_made_a_moment_ago() {
    let local = Local::start().await;
    let role = local.role("Niche", &["routing:queue:view"]).await;
    let reply = local.admin.post(PATH, machine("ci", role, "*")).await;
    assert_eq!(reply.outcome(), "400 bad.client.role", "holding the permissions is not holding the role");
}

#[tokio::test]
async fn roles_and_divisions_must_exist() {
    let local = Local::start().await;
    let gone = "00000000-0000-4000-8000-000000000000";
    for id in [gone, "", "'; DROP TABLE roles; --", "../../roles"] {
        let body = but(code("app"), json!({ "roleDivisions": [{ "roleId": id, "divisionId": "*" }] }));
        assert_refused(&local.admin.post(PATH, body).await, "400 bad.client.role", &format!("role `{id}` does not exist"));
    }
    let role = admin_role(&local);
    for id in [gone, "home", "**"] {
        let reply = local.admin.post(PATH, machine("ci", role, id)).await;
        assert_refused(&reply, "400 bad.client.role", &format!("division `{id}` does not exist"));
    }
}

#[tokio::test]
async fn names_are_not_blank_nor_endless_and_need_not_be_unique() {
    let local = Local::start().await;
    assert_refused(&local.admin.post(PATH, code(" ")).await, "400 constraint.validation", "name must not be blank");
    let reply = local.admin.post(PATH, code(&"n".repeat(10_000))).await;
    assert_refused(&reply, "400 constraint.validation", "name must have at most 256 characters");
    let (one, other) = (made(&local.admin, code("twin")).await, made(&local.admin, code("twin")).await);
    assert_ne!(one["id"], other["id"]);
}

#[tokio::test]
async fn unknown_properties_are_refused() {
    let local = Local::start().await;
    let reply = local.admin.post(PATH, but(code("app"), json!({ "secret": "mine" }))).await;
    assert_refused(&reply, "400 invalid.property", "Value [secret] is not a valid property for object [OAuthClientRequest]");
}

#[tokio::test]
async fn an_organization_can_have_a_limit_of_clients() {
    let mut options = options();
    options.settings.push(("limits.clients".to_owned(), "2".to_owned()));
    let local = Local::start_with(options).await;
    made(&local.admin, code("second")).await;
    let reply = local.admin.post(PATH, code("third")).await;
    assert_refused(&reply, "400 auth.too.many.clients", "the organization has 2 OAuth clients; it can have no more");
}

#[tokio::test]
async fn a_client_can_have_a_limit_of_roles() {
    let mut options = options();
    options.settings.push(("limits.grants-per-subject".to_owned(), "1".to_owned()));
    let local = Local::start_with(options).await;
    let (role, home) = (admin_role(&local), local.running.organization().home());
    let body =
        but(code("app"), json!({ "roleDivisions": [{ "roleId": role, "divisionId": "*" }, { "roleId": role, "divisionId": home }] }));
    assert_refused(&local.admin.post(PATH, body).await, "400 bad.client.role", "a client can hold at most 1 roles");
}
