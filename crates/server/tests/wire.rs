//! Details of the wire that clients rely on, and input that is none.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests of an edge")]

mod harness;

use harness::{Local, options};
use postern_server::Options;
use serde_json::json;

const ROLES: &str = "/api/v2/authorization/roles";

#[tokio::test]
async fn every_answer_carries_a_correlation_id_a_decision_and_the_rate() {
    let local = Local::start_with(Options { settings: Vec::new(), ..options() }).await;
    let good = local.admin.get("/api/v2/date").await;
    let bad = local.admin.get("/api/v2/nothing/here").await;
    for (reply, count) in [(&good, "1"), (&bad, "2")] {
        let header = |name: &str| reply.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        assert_eq!(header("ININ-Correlation-Id").len(), 36);
        assert_eq!(header("Postern-Decision"), header("ININ-Correlation-Id"));
        assert_eq!((header("inin-ratelimit-count").as_str(), header("inin-ratelimit-allowed").as_str()), (count, "300"));
        assert!((1..=60).contains(&header("inin-ratelimit-reset").parse::<u32>().unwrap()));
    }
    assert_eq!(bad.body["contextId"].as_str(), bad.headers["inin-correlation-id"].to_str().ok());
}

#[tokio::test]
async fn the_error_envelope_is_whole() {
    let local = Local::start().await;
    let caller = local.caller(&["routing:queue:view"], postern_model::Reach::All).await;
    let mut reply = caller.get(ROLES).await;
    let id = reply.body["contextId"].take();
    let message = "Unable to perform the requested action. You must have at least one of the following permissions assigned: \
                   [authorization:role:view]";
    assert!(id.as_str().is_some_and(|id| id.len() == 36));
    assert_eq!(
        reply.body,
        json!({
            "message": message, "code": "missing.any.permissions", "status": 403, "messageWithParams": message,
            "messageParams": { "permissions": "[authorization:role:view]" }, "contextId": null, "details": [], "errors": [],
        })
    );
}

#[tokio::test]
async fn a_caller_over_the_limit_is_told_when_to_come_back() {
    let settings = vec![("rate.requests-per-minute".to_owned(), "2".to_owned())];
    let local = Local::start_with(Options { settings, ..options() }).await;
    assert_eq!(local.admin.get("/api/v2/date").await.outcome(), "200");
    assert_eq!(local.admin.get("/api/v2/date").await.outcome(), "200");
    let refused = local.admin.get("/api/v2/date").await;
    assert_eq!(refused.outcome(), "429 too.many.requests.retry.after");
    let seconds = refused.headers["retry-after"].to_str().unwrap();
    assert_eq!(refused.message(), format!("Rate limit exceeded the maximum. Retry the request in [{seconds}] seconds"));
}

#[tokio::test]
async fn paths_match_whatever_their_case() {
    let local = Local::start().await;
    assert_eq!(local.admin.get("/API/v2/Authorization/DIVISIONS/Home").await.outcome(), "200");
}

#[tokio::test]
async fn a_wrong_method_and_an_unknown_path_are_not_found() {
    let local = Local::start().await;
    for (method, path) in
        [("DELETE", "/api/v2/date"), ("GET", "/api/v2/date/"), ("GET", "/"), ("GET", "/api/v2/../etc/passwd"), ("POST", "/api/v3/date")]
    {
        assert_eq!(local.admin.ask(method, path, None).await.outcome(), "404 not.found", "{method} {path}");
    }
}

#[tokio::test]
async fn ids_that_are_tricks_name_nothing() {
    let local = Local::start().await;
    for id in [
        "'%20OR%201=1--",
        "%2e%2e%2f%2e%2e",
        "..%2f..%2fetc%2fpasswd",
        "00000000-0000-0000-0000-000000000000",
        "%00",
        "*",
        "null",
        "{roleId}",
    ] {
        let reply = local.admin.get(&format!("{ROLES}/{id}")).await;
        assert_eq!(reply.status, 404, "{id}: {:?}", reply.body);
    }
}

#[tokio::test]
async fn a_body_that_is_not_what_was_declared_is_refused_with_the_declared_code() {
    let local = Local::start().await;
    let cases = [
        (json!({}), "400 constraint.validation"),
        (json!({ "name": null }), "400 constraint.validation"),
        (json!({ "name": 5 }), "400 invalid.value"),
        (json!({ "name": "a", "colour": "red" }), "400 invalid.property"),
        (json!([]), "400 invalid.value"),
    ];
    for (body, expected) in cases {
        let reply = local.admin.post(ROLES, body.clone()).await;
        assert_eq!(reply.outcome(), expected, "{body}: {:?}", reply.body);
    }
}

#[tokio::test]
async fn a_body_that_is_not_json_not_small_or_not_declared_as_json_is_refused() {
    let local = Local::start().await;
    let raw = |kind: &'static str, body: Vec<u8>| local.admin.raw("POST", ROLES, kind, body);
    let broken = raw("application/json", b"{\"name\":".to_vec()).await;
    assert_eq!(broken.outcome(), "400 bad.request");
    assert!(broken.message().contains("is not JSON"), "{}", broken.message());
    assert_eq!(raw("text/plain", b"name=a".to_vec()).await.outcome(), "415 unsupported.media.type");
    assert_eq!(raw("application/json", Vec::new()).await.outcome(), "400 bad.request");
    let large = raw("application/json", vec![b' '; 512_001]).await;
    assert_eq!(large.outcome(), "413 request.entity.too.large");
    assert_eq!(large.message(), "The request is over the size limit. Maximum bytes: 512000");
    let deep = raw("application/json", "[".repeat(100_000).into_bytes()).await;
    assert_eq!(deep.outcome(), "400 bad.request");
}

#[tokio::test]
async fn a_refused_caller_is_not_told_what_is_wrong_with_the_body() {
    let local = Local::start().await;
    let caller = local.caller(&["routing:queue:view"], postern_model::Reach::All).await;
    assert_eq!(caller.raw("POST", ROLES, "application/json", b"{".to_vec()).await.outcome(), "403 missing.any.permissions");
}

#[tokio::test]
async fn a_page_past_the_end_is_empty_and_still_counts() {
    let local = Local::start().await;
    let reply = local.admin.get(&format!("{ROLES}?pageSize=2&pageNumber=999")).await;
    assert_eq!((reply.body["entities"].as_array().map(Vec::len), reply.body["pageNumber"].as_u64()), (Some(0), Some(999)));
    let (total, pages) = (reply.body["total"].as_u64().unwrap(), reply.body["pageCount"].as_u64().unwrap());
    assert_eq!(pages, total.div_ceil(2));
    for (query, allowed) in [("pageSize=0", "1 to 500"), ("pageSize=501", "1 to 500"), ("pageNumber=0", "1 and up")] {
        let refused = local.admin.get(&format!("{ROLES}?{query}")).await;
        assert_eq!(refused.outcome(), "400 invalid.query.param.value");
        assert!(refused.message().ends_with(&format!("Allowable values are: {allowed}")), "{}", refused.message());
    }
}

#[tokio::test]
async fn an_operation_that_is_not_built_says_so_by_name() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/billing/reports/billableusage").await;
    assert_eq!(reply.outcome(), "501 not.implemented");
    assert_eq!(reply.message(), "GET /api/v2/billing/reports/billableusage is not built in this version of Postern");
}

#[tokio::test]
async fn a_decision_can_be_looked_up_by_the_answers_header() {
    let local = Local::start().await;
    let caller = local.caller(&["routing:queue:view"], postern_model::Reach::All).await;
    let refused = caller.get(ROLES).await;
    let id = refused.headers["postern-decision"].to_str().unwrap();
    let decision = caller.get(&format!("/postern/decisions/{id}")).await.body;
    assert_eq!(decision["verdict"]["code"], "missing.any.permissions");
    assert_eq!(decision["operation"]["permissions"], json!(["authorization:role:view"]));
    let checks: Vec<_> =
        decision["checks"].as_array().unwrap().iter().map(|check| format!("{} {}", check["check"], check["outcome"])).collect();
    assert_eq!(checks.last().map(String::as_str), Some("\"missing_permissions\" \"refused\""));
}

#[tokio::test]
async fn posterns_own_endpoints_are_not_for_pages_elsewhere() {
    let local = Local::start().await;
    let request = reqwest::Client::new().get(format!("{}/postern/settings", local.running.url)).header("host", "evil.example");
    assert_eq!(request.send().await.unwrap().status().as_u16(), 403);
    let health = reqwest::Client::new().get(format!("{}/postern/health", local.running.url)).header("host", "evil.example");
    assert_eq!(health.send().await.unwrap().status().as_u16(), 200);
}

#[tokio::test]
async fn the_clock_can_be_moved_past_a_tokens_end_and_back() {
    let local = Local::start().await;
    let set = |now: serde_json::Value| local.admin.put("/postern/clock", json!({ "now": now }));
    assert_eq!(set(json!("2099-01-01T00:00:00Z")).await.status, 200);
    let refused = local.admin.get("/api/v2/date").await;
    assert_eq!(refused.outcome(), "401 bad.credentials");
    let id = refused.headers["postern-decision"].to_str().unwrap();
    let decision = local.admin.get(&format!("/postern/decisions/{id}")).await.body;
    assert_eq!(decision["verdict"]["cause"], "the token's life is over");
    assert_eq!(set(serde_json::Value::Null).await.status, 200);
    assert_eq!(local.admin.get("/api/v2/date").await.outcome(), "200");
    assert_eq!(set(json!("tomorrow")).await.body["message"], "`tomorrow` is not an ISO 8601 moment such as `2027-03-01T00:00:00Z`");
}

#[tokio::test]
async fn settings_change_together_or_not_at_all() {
    let local = Local::start().await;
    let refused = local.admin.patch("/postern/settings", json!({ "tokens.head-status": "204", "sso.trustee-users": "refuse" })).await;
    assert_eq!(
        refused.body["message"],
        "setting `sso.trustee-users` has no effect yet: people of other organizations cannot come in in this version"
    );
    assert_eq!(local.admin.ask("HEAD", "/api/v2/tokens/me", None).await.status, 200);
    assert_eq!(local.admin.patch("/postern/settings", json!({ "tokens.head-status": 204 })).await.status, 200);
    assert_eq!(local.admin.ask("HEAD", "/api/v2/tokens/me", None).await.status, 204);
}
