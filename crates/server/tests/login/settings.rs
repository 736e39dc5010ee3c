use postern_model::ClientState;
use serde_json::json;

use crate::ask::{FORM, GRANT, Machine, assert_refused, basic};

#[tokio::test]
async fn the_status_of_a_wrong_secret_can_be_401_with_a_challenge() {
    let machine = Machine::start(&[("token.wrong-secret-status", "401")]).await;
    let header = basic(&machine.id, "wrong");
    let reply = machine.ask(&[("authorization", header.as_bytes()), ("content-type", FORM.as_bytes())], GRANT).await;
    assert_refused(&reply, 401, "invalid_client", "authentication failed");
    assert_eq!(reply.headers["www-authenticate"], "Basic realm=\"postern\"");
}

#[tokio::test]
async fn the_status_of_an_unknown_client_can_be_401() {
    let machine = Machine::start(&[("token.unknown-client-status", "401")]).await;
    let header = basic("00000000-0000-4000-8000-000000000000", "x");
    let reply = machine.ask(&[("authorization", header.as_bytes()), ("content-type", FORM.as_bytes())], GRANT).await;
    assert_refused(&reply, 401, "invalid_client", "client not found");
}

#[tokio::test]
async fn the_status_of_other_refusals_can_be_401() {
    let machine = Machine::start(&[("token.rfc-error-status", "401")]).await;
    assert_refused(&machine.form("").await, 401, "invalid_request", "parameter `grant_type` is missing from the body");
}

#[tokio::test]
async fn an_inactive_client_can_be_called_unauthorized() {
    let machine = Machine::start(&[("token.inactive-client-error", "unauthorized_client")]).await;
    machine.set_state(ClientState::Inactive).await;
    assert_refused(&machine.log_in().await, 400, "unauthorized_client", "client is not active");
}

#[tokio::test]
async fn credentials_in_the_form_can_be_refused() {
    for (setting, status) in [("accept", 200), ("refuse", 400)] {
        let machine = Machine::start(&[("token.client-secret-post", setting)]).await;
        let reply = machine.posted(&format!("{GRANT}&client_id={}&client_secret={}", machine.id, machine.secret)).await;
        assert_eq!(reply.status, status, "{setting}");
        if setting == "refuse" {
            let text = "client credentials in the body are not accepted: send them with HTTP Basic";
            assert_refused(&reply, 400, "invalid_request", text);
        }
    }
}

#[tokio::test]
async fn a_json_body_can_be_accepted() {
    let machine = Machine::start(&[("token.json-body", "accept")]).await;
    let basic = machine.basic();
    let headers = [("authorization", basic.as_bytes()), ("content-type", &b"application/json"[..])];
    assert_eq!(machine.ask(&headers, json!({ "grant_type": "client_credentials" }).to_string()).await.status, 200);
    for body in ["", "{", "[]", "{\"grant_type\": 7}"] {
        assert_refused(&machine.ask(&headers, body).await, 400, "invalid_request", "the body is not a JSON object of strings");
    }
}

#[tokio::test]
async fn token_requests_can_be_limited_by_the_minute() {
    for (setting, status) in [("400", 400), ("429", 429)] {
        let machine = Machine::start(&[("token.rate-per-minute", "2"), ("token.rate-status", setting)]).await;
        let first = machine.log_in().await;
        assert_eq!((first.status, machine.log_in().await.status), (200, 200));
        let third = machine.log_in().await;
        let wait = third.headers["retry-after"].to_str().unwrap().to_owned();
        assert_refused(&third, status, "invalid_request", &format!("rate limit exceeded; retry in {wait} seconds"));
        assert!((1..=60).contains(&wait.parse::<u32>().unwrap()));

        let (id, secret) = machine.local.client("another", postern_model::GrantType::ClientCredentials).await;
        let header = basic(&id.to_string(), &secret);
        let another = machine.ask(&[("authorization", header.as_bytes()), ("content-type", FORM.as_bytes())], GRANT).await;
        assert_eq!(another.status, 200, "each client has its own count");
        assert!(machine.works(first.body["access_token"].as_str().unwrap()).await, "tokens given before stay good");
    }
}

#[tokio::test]
async fn a_token_above_the_cap_ends_the_oldest() {
    let machine = Machine::start(&[("token.live-cap", "2")]).await;
    let mut tokens = Vec::new();
    for _ in 0..3 {
        tokens.push(machine.log_in().await.body["access_token"].as_str().unwrap().to_owned());
    }
    let mut works = Vec::new();
    for token in &tokens {
        works.push(machine.works(token).await);
    }
    assert_eq!(works, [false, true, true]);
}
