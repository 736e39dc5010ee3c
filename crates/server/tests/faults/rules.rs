//! What a rule does, to whom and how often.

use std::time::{Duration, Instant};

use postern_model::Reach;
use serde_json::json;

use crate::{DATE, FAULTS, ROLES, decision, header, later, outcomes, under};

#[tokio::test]
async fn an_answer_is_the_platforms_own_refusal() {
    let cases = [
        (400, "bad.request"),
        (401, "bad.credentials"),
        (403, "not.authorized"),
        (404, "not.found"),
        (408, "client.timeout"),
        (409, "request.conflict"),
        (413, "request.entity.too.large"),
        (415, "unsupported.media.type"),
        (429, "too.many.requests.retry.after"),
        (500, "internal.server.error"),
        (503, "service.unavailable"),
        (504, "request.timeout"),
    ];
    let local = under(json!([])).await;
    for (status, code) in cases {
        let rules = json!({ "rules": [{ "operations": ["get_date"], "answer": { "status": status } }] });
        local.admin.put(FAULTS, rules).await;
        let reply = local.admin.get(DATE).await;
        assert_eq!(reply.outcome(), format!("{status} {code}"));
        assert_eq!(reply.body["contextId"], header(&reply, "inin-correlation-id"));
        assert!(reply.body["details"].as_array().is_some_and(Vec::is_empty) && !reply.message().is_empty());
        assert_eq!(header(&reply, "retry-after"), if status == 429 { "1" } else { "" });
    }
    assert_eq!(local.admin.delete(FAULTS).await.status, 204);
    assert_eq!(local.admin.get(DATE).await.status, 200);
}

#[tokio::test]
async fn a_429_says_when_to_come_back() {
    let local = under(json!([{ "answer": { "status": 429, "retryAfter": 7 } }])).await;
    let reply = local.admin.get(DATE).await;
    assert_eq!(reply.outcome(), "429 too.many.requests.retry.after");
    assert_eq!(reply.message(), "Rate limit exceeded the maximum. Retry the request in [7] seconds");
    assert_eq!((header(&reply, "retry-after"), header(&reply, "inin-ratelimit-reset")), ("7", "7"));
}

#[tokio::test]
async fn a_refused_write_changes_nothing() {
    let local = under(json!([{ "operations": ["POST /api/v2/authorization/roles"], "count": 1, "answer": { "status": 503 } }])).await;
    let before = local.admin.get(ROLES).await.body["total"].clone();
    let role = json!({ "name": "made at the second try", "permissionPolicies": [] });
    assert_eq!(local.admin.post(ROLES, role.clone()).await.outcome(), "503 service.unavailable");
    assert_eq!(local.admin.get(ROLES).await.body["total"], before);
    assert_eq!(local.admin.post(ROLES, role).await.status, 200, "the rule is spent");
}

#[tokio::test]
async fn a_rule_strikes_the_operations_it_names() {
    let local = under(json!([])).await;
    let struck = [
        (json!(["get_date"]), true),
        (json!(["GET_DATE"]), true),
        (json!(["GET /api/v2/date"]), true),
        (json!(["* /api/v2/d*"]), true),
        (json!(["get_*"]), true),
        (json!(["post_users", "get_date"]), true),
        (json!(["GET /api/v2/authorization/roles/{anything}"]), false),
        (json!(["POST *"]), false),
        (json!(["get_users*"]), false),
    ];
    for (operations, is_struck) in struck {
        local.admin.put(FAULTS, json!({ "rules": [{ "operations": operations, "answer": { "status": 500 } }] })).await;
        assert_eq!(local.admin.get(DATE).await.status == 500, is_struck, "{operations}");
    }
    local
        .admin
        .put(FAULTS, json!({ "rules": [{ "operations": ["GET /api/v2/authorization/roles/{id}"], "answer": { "status": 500 } }] }))
        .await;
    assert_eq!(local.admin.get(&format!("{ROLES}/anything")).await.status, 500, "whatever the parameter is called");
    assert_eq!(local.admin.get(ROLES).await.status, 200);
}

#[tokio::test]
async fn a_rule_strikes_the_callers_it_names() {
    let local = under(json!([])).await;
    let other = local.caller(&["authorization:role:view"], Reach::All).await;
    let nobody = crate::Caller::nobody(&local.running.url);
    local.admin.put(FAULTS, json!({ "rules": [{ "callers": [other.client_id], "answer": { "status": 503 } }] })).await;
    assert_eq!((other.get(DATE).await.status, local.admin.get(DATE).await.status, nobody.get(DATE).await.status), (503, 200, 401));
    local.admin.put(FAULTS, json!({ "rules": [{ "answer": { "status": 503 } }] })).await;
    assert_eq!((other.get(DATE).await.status, local.admin.get(DATE).await.status, nobody.get(DATE).await.status), (503, 503, 503));
}

#[tokio::test]
async fn a_count_is_spent() {
    let local = under(json!([{ "count": 2, "answer": { "status": 500 } }])).await;
    assert_eq!(outcomes(&local.admin, DATE, 4).await, ["500 internal.server.error", "500 internal.server.error", "200", "200"]);
    let rule = &local.admin.get(FAULTS).await.body["rules"][0];
    assert_eq!((&rule["hits"], &rule["matched"], &rule["spent"]), (&json!(2), &json!(2), &json!(true)));
}

#[tokio::test]
async fn a_percentage_with_a_seed_strikes_the_same_requests_each_time() {
    let rules = |seed: u64| json!({ "rules": [{ "percent": 50, "seed": seed, "answer": { "status": 500 } }] });
    let local = under(json!([])).await;
    let mut runs = Vec::new();
    for seed in [7, 7, 8] {
        local.admin.put(FAULTS, rules(seed)).await;
        runs.push(outcomes(&local.admin, DATE, 40).await);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
    let struck = runs[0].iter().filter(|outcome| outcome.starts_with("500")).count();
    assert!((8..=32).contains(&struck), "{struck} of 40");
    let rule = &local.admin.get(FAULTS).await.body["rules"][0];
    assert_eq!(rule["matched"], 40);
    assert!(rule["hits"].as_u64().is_some_and(|hits| hits < 40));
}

#[tokio::test]
async fn a_delay_lets_the_request_wait_and_then_sees_what_came_meanwhile() {
    let local = under(json!([{ "operations": ["get_authorization_roles"], "delay": { "milliseconds": 400 } }])).await;
    let started = Instant::now();
    let (read, ()) = tokio::join!(local.admin.get(ROLES), async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        local.role("made while the other waits", &[]).await;
    });
    assert!(started.elapsed() >= Duration::from_millis(400));
    assert_eq!(read.status, 200);
    assert!(read.body.to_string().contains("made while the other waits"));
    assert_eq!(decision(&local.admin, &read).await["verdict"], json!({ "answer": "allow" }));
}

#[tokio::test]
async fn a_limit_counts_each_caller_in_a_window_of_its_own() {
    let local = under(json!([{ "limit": { "requests": 2, "seconds": 30 } }])).await;
    let other = local.caller(&["authorization:role:view"], Reach::All).await;
    let limited = "429 too.many.requests.retry.after";
    assert_eq!(outcomes(&local.admin, DATE, 3).await, ["200", "200", limited]);
    let refused = local.admin.get(DATE).await;
    let wait: u32 = header(&refused, "retry-after").parse().unwrap();
    assert!((1..=30).contains(&wait));
    assert_eq!((header(&refused, "inin-ratelimit-allowed"), header(&refused, "inin-ratelimit-count")), ("2", "4"));
    assert_eq!(other.get(DATE).await.status, 200);
    later(&local.admin, 30_000).await;
    assert_eq!(local.admin.get(DATE).await.status, 200, "the window is over");
}

#[tokio::test]
async fn a_stale_read_sees_a_write_only_when_it_is_old_enough() {
    let local = under(json!([{ "operations": ["get_authorization_role"], "stale": { "milliseconds": 60_000 } }])).await;
    let made = local.admin.post(ROLES, json!({ "name": "made just now", "permissionPolicies": [] })).await.body;
    let path = format!("{ROLES}/{}", made["id"].as_str().unwrap());
    assert_eq!(local.admin.get(&path).await.outcome(), "404 not.found");
    assert!(local.admin.get(ROLES).await.body.to_string().contains("made just now"), "another operation is not struck");
    let same = json!({ "name": "made just now", "permissionPolicies": [] });
    assert_eq!(local.admin.put(&path, same).await.status, 200, "a write sees what is there");
    later(&local.admin, 59_000).await;
    assert_eq!(local.admin.get(&path).await.outcome(), "404 not.found");
    later(&local.admin, 1_500).await;
    assert_eq!(local.admin.get(&path).await.status, 200);
}

#[tokio::test]
async fn rules_are_tried_in_their_order_until_one_answers() {
    let rules = json!([
        { "delay": { "milliseconds": 1 } },
        { "count": 1, "answer": { "status": 500 } },
        { "answer": { "status": 503 } },
    ]);
    let local = under(rules).await;
    assert_eq!(outcomes(&local.admin, DATE, 2).await, ["500 internal.server.error", "503 service.unavailable"]);
    let rules = local.admin.get(FAULTS).await.body;
    assert_eq!([0, 1, 2].map(|at| rules["rules"][at]["hits"].as_u64()), [Some(2), Some(1), Some(1)]);
}
