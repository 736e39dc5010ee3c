//! The organization's own policy: `/postern/policy`, and what it does at the token endpoint.

use postern_model::{GrantType, Timestamp};
use postern_org::change::users;
use serde_json::{Value, json};

use crate::{
    app::App,
    ask::{Machine, assert_refused},
    harness::Reply,
};

const PATH: &str = "/postern/policy";

async fn put(machine: &Machine, policy: &Value) -> Reply {
    machine.send("PUT", PATH, &[], policy.to_string()).await
}

async fn show(machine: &Machine) -> Reply {
    machine.send("GET", PATH, &[], "").await
}

#[tokio::test]
async fn a_policy_is_put_shown_and_removed() {
    let machine = Machine::start(&[]).await;
    let none = json!({ "message": "this organization has no policy" });
    assert_eq!((show(&machine).await.status, show(&machine).await.body), (404, none.clone()));
    let policy = json!({
        "mode": "report", "people": "any", "machineGrants": ["CLIENT-CREDENTIALS"],
        "clients": [{ "id": machine.id, "owner": "Platform team", "purpose": "pipeline" }],
    });
    let reply = put(&machine, &policy).await;
    assert_eq!((reply.status, &reply.body), (200, &policy));
    assert_eq!(show(&machine).await.body, policy);
    assert_eq!(machine.send("DELETE", PATH, &[], "").await.status, 204);
    assert_eq!((show(&machine).await.status, machine.send("DELETE", PATH, &[], "").await.body), (404, none));
}

#[tokio::test]
async fn a_policy_is_read_strictly() {
    let machine = Machine::start(&[]).await;
    let nobody = "00000000-0000-4000-8000-000000000000";
    let listed = |id: &str, owner: &str| json!({ "id": id, "owner": owner, "purpose": "pipeline" });
    let whole = json!({ "mode": "report", "people": "any" });
    let with = |field: &str, value: Value| {
        let mut policy = whole.clone();
        policy[field] = value;
        policy
    };
    let cases = [
        (
            with("peeple", json!("any")),
            "the body is not a policy: unknown field `peeple`, expected one of `mode`, `people`, `breakGlass`, `machineGrants`, `clients`"
                .to_owned(),
        ),
        (json!({ "people": "any" }), "the body is not a policy: missing field `mode`".to_owned()),
        (
            with("people", json!("saml_only")),
            "the body is not a policy: unknown variant `saml_only`, expected `saml-only` or `any`".to_owned(),
        ),
        (
            with("machineGrants", json!(["CODE"])),
            "the body is not a policy: unknown variant `CODE`, expected one of `CLIENT-CREDENTIALS`, `SAML2-BEARER`, `PASSWORD`".to_owned(),
        ),
        (with("clients", json!([{ "id": machine.id, "owner": "x" }])), "the body is not a policy: missing field `purpose`".to_owned()),
        (with("breakGlass", json!([nobody])), format!("`breakGlass`: user `{nobody}` does not exist")),
        (with("clients", json!([listed(nobody, "x")])), format!("`clients`: client `{nobody}` does not exist")),
        (with("clients", json!([listed(&machine.id, " ")])), format!("`clients`: `owner` of client `{}` must not be blank", machine.id)),
        (
            with("clients", json!([listed(&machine.id, "x"), listed(&machine.id, "y")])),
            format!("`clients`: client `{}` is listed twice", machine.id),
        ),
    ];
    for (policy, message) in cases {
        let reply = put(&machine, &policy).await;
        let told = reply.body["message"].as_str().unwrap_or_default();
        assert_eq!((reply.status, told.split(" at line").next().unwrap_or_default()), (400, message.as_str()));
    }
    assert_eq!(show(&machine).await.status, 404);
}

#[tokio::test]
async fn a_machine_off_the_list_gets_no_token_and_is_told_of_the_policy() {
    let machine = Machine::start(&[]).await;
    let policy = |mode: &str| json!({ "mode": mode, "people": "any", "clients": [] });
    assert_eq!(put(&machine, &policy("enforce")).await.status, 200);
    let reply = machine.log_in().await;
    assert_refused(&reply, 400, "unauthorized_client", "the organization's policy (/postern/policy) does not list this client");
    let decision = decision(&machine, &reply).await;
    assert_eq!(decision["verdict"]["code"], "sign-in.client-not-listed");

    assert_eq!(put(&machine, &policy("report")).await.status, 200);
    let reply = machine.log_in().await;
    assert_eq!(reply.status, 200);
    let said = json!({
        "check": "client_not_listed", "outcome": "reported",
        "detail": "sign-in.client-not-listed: the organization's policy (/postern/policy) does not list this client",
    });
    assert_eq!(self::decision(&machine, &reply).await["checks"].as_array().unwrap().last(), Some(&said));
}

#[tokio::test]
async fn a_grant_that_is_not_permitted_gives_no_token() {
    let machine = Machine::start(&[]).await;
    assert_eq!(put(&machine, &json!({ "mode": "enforce", "people": "any", "machineGrants": ["SAML2-BEARER"] })).await.status, 200);
    let text = "the organization's policy (/postern/policy) does not permit this grant to machines";
    assert_refused(&machine.log_in().await, 400, "unauthorized_client", text);
}

#[tokio::test]
async fn people_come_in_through_saml_but_for_those_who_may_break_the_glass() {
    let app = App::of(GrantType::Password, &[]).await;
    let ben = app.machine.local.user("Ben", None).await;
    let ada = app.user;
    let set = |draft: &mut postern_org::Draft<'_>| [ada, ben].map(|user| users::set_password(draft, user, "Correct-horse-1").unwrap());
    app.machine.local.change(set).await;
    let policy = json!({ "mode": "enforce", "people": "saml-only", "breakGlass": [ben] });
    assert_eq!(put(&app.machine, &policy).await.status, 200);
    let ask = async |email: &str| app.form(&[("grant_type", "password"), ("username", email), ("password", "Correct-horse-1")]).await;
    let text = "the organization's policy (/postern/policy) lets people in through single sign-on only";
    assert_refused(&ask("ada@local.example").await, 400, "invalid_grant", text);
    assert_eq!(ask("ben@local.example").await.status, 200);
    app.machine.local.lock_down().await;
    let text = "this organization lets people in through single sign-on only";
    assert_refused(&ask("ben@local.example").await, 400, "invalid_grant", text);
    assert_eq!(app.machine.log_in().await.status, 200, "machines are not people");
}

#[tokio::test]
async fn a_policy_is_kept_in_the_audit_trail() {
    let machine = Machine::start(&[]).await;
    put(&machine, &json!({ "mode": "report", "people": "saml-only" })).await;
    let now = Timestamp::parse(machine.send("GET", "/postern/clock", &[], "").await.body["now"].as_str().unwrap()).unwrap();
    let interval = format!("{}/{}", now.plus_seconds(-3600), now.plus_seconds(3600));
    let body = json!({ "interval": interval, "serviceName": "Organization" });
    let reply = machine.local.admin.post("/api/v2/audits/query/realtime", body).await;
    assert!(reply.body.to_string().contains("PosternPolicy"), "{}", reply.body);
}

async fn decision(machine: &Machine, reply: &Reply) -> Value {
    let id = reply.headers["postern-decision"].to_str().unwrap();
    machine.send("GET", &format!("/postern/decisions/{id}"), &[], "").await.body
}
