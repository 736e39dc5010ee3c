//! What is wrong with a rule is said with its key and what would be right.

use serde_json::{Value, json};

use crate::{FAULTS, Local};

const NONE: Value = Value::Null;

#[tokio::test]
async fn a_bad_rule_is_told_what_is_right() {
    let local = Local::start().await;
    let answer = json!({ "status": 500 });
    let statuses = "use 400, 401, 403, 404, 408, 409, 413, 415, 429, 500, 503, 504";
    let cases = [
        (json!([]), "the body is not a fault rule: use an object".to_owned()),
        (json!({}), "a fault rule needs exactly one of answer, delay, limit, stale; it has none".to_owned()),
        (
            json!({ "answer": answer, "stale": { "milliseconds": 1 } }),
            "a fault rule needs exactly one of answer, delay, limit, stale; it has answer, stale".to_owned(),
        ),
        (
            json!({ "operation": ["get_date"], "answer": answer }),
            "a fault rule cannot have `operation`: use name, operations, callers, percent, count, seed, answer, delay, limit, stale"
                .to_owned(),
        ),
        (json!({ "answer": 500 }), "`answer` cannot be `500`: use an object".to_owned()),
        (json!({ "answer": {} }), format!("`answer.status` cannot be `null`: {statuses}")),
        (json!({ "answer": { "status": 418 } }), format!("`answer.status` cannot be `418`: {statuses}")),
        (json!({ "answer": { "status": "500" } }), format!("`answer.status` cannot be `\"500\"`: {statuses}")),
        (json!({ "answer": { "status": 500, "retryAfter": 1 } }), "`answer.retryAfter` goes with status 429 alone".to_owned()),
        (
            json!({ "answer": { "status": 429, "retryAfter": 0 } }),
            "`answer.retryAfter` cannot be `0`: use a whole number from 1 to 86400".to_owned(),
        ),
        (json!({ "answer": { "status": 500, "code": "x" } }), "`answer` cannot have `code`: use status, retryAfter".to_owned()),
        (json!({ "delay": {} }), "`delay` needs `milliseconds`: a whole number from 1 to 600000".to_owned()),
        (
            json!({ "delay": { "milliseconds": 1.5 } }),
            "`delay.milliseconds` cannot be `1.5`: use a whole number from 1 to 600000".to_owned(),
        ),
        (json!({ "limit": { "requests": 1 } }), "`limit` needs `seconds`: a whole number from 1 to 86400".to_owned()),
        (json!({ "stale": { "seconds": 1 } }), "`stale` cannot have `seconds`: use milliseconds".to_owned()),
        (
            json!({ "operations": ["post_users"], "stale": { "milliseconds": 1 } }),
            "`stale` is for reads, and none of `operations` is one".to_owned(),
        ),
        (json!({ "percent": 0, "answer": answer }), "`percent` cannot be `0`: use a number above 0, up to 100".to_owned()),
        (json!({ "percent": "half", "answer": answer }), "`percent` cannot be `\"half\"`: use a number above 0, up to 100".to_owned()),
        (json!({ "count": 0, "answer": answer }), "`count` cannot be `0`: use a whole number from 1 to 1000000000".to_owned()),
        (json!({ "seed": -1, "answer": answer }), "`seed` cannot be `-1`: use a whole number from 0 to 18446744073709551615".to_owned()),
        (json!({ "name": 1, "answer": answer }), "`name` cannot be `1`: use a text".to_owned()),
        (
            json!({ "operations": [], "answer": answer }),
            "`operations` cannot be `[]`: use a list of texts, or leave it out for all".to_owned(),
        ),
        (
            json!({ "callers": ["Terraform pipeline"], "answer": answer }),
            "`callers` cannot be `Terraform pipeline`: use ids of clients, or patterns of them with `*`".to_owned(),
        ),
    ];
    for (rule, text) in cases {
        let reply = local.admin.post(FAULTS, rule.clone()).await;
        assert_eq!((reply.status, reply.message()), (400, text.as_str()), "{rule}");
    }
    assert_eq!(local.admin.get(FAULTS).await.body, json!({ "rules": [] }));
}

#[tokio::test]
async fn an_unknown_operation_is_told_what_may_have_been_meant() {
    let local = Local::start().await;
    let told = |operation: &'static str| {
        let rule = json!({ "operations": [operation], "answer": { "status": 500 } });
        let admin = local.admin.clone();
        async move { admin.post(FAULTS, rule).await.message().to_owned() }
    };
    let start = |operation: &str| {
        format!(
            "`operations` cannot be `{operation}`: it names no operation: use a name of the catalogue such as `get_users`, \
             `METHOD /path/template`, or either with `*`"
        )
    };
    assert_eq!(told("*nothing*").await, start("*nothing*"));
    let typo = told("GET /api/v2/authorization/rolez").await;
    assert!(
        typo.starts_with(&start("GET /api/v2/authorization/rolez")) && typo.contains("; did you mean `GET /api/v2/authorization/roles`"),
        "{typo}"
    );
}

#[tokio::test]
async fn a_list_says_which_rule_is_wrong() {
    let local = Local::start().await;
    let cases = [
        (
            json!({ "rules": [{ "answer": { "status": 500 } }, { "limit": { "requests": -1, "seconds": 1 } }] }),
            "`rules[1].limit.requests` cannot be `-1`: use a whole number from 0 to 1000000",
        ),
        (json!({ "rules": [{}] }), "`rules[0]` needs exactly one of answer, delay, limit, stale; it has none"),
        (json!({ "rules": [], "more": 1 }), "the body cannot have `more`: use `rules` alone"),
        (json!({ "rule": [] }), "the body needs `rules`: a list of fault rules"),
        (NONE, "the body needs `rules`: a list of fault rules"),
    ];
    for (body, text) in cases {
        let reply = local.admin.put(FAULTS, body.clone()).await;
        assert_eq!((reply.status, reply.message()), (400, text), "{body}");
    }
}
