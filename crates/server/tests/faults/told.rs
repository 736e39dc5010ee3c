//! Nobody may take a fault rule's answer for a refusal of the platform.

use serde_json::json;

use crate::{DATE, FAULTS, decision, header, under};

#[tokio::test]
async fn the_answer_and_its_decision_name_the_rule() {
    let local = under(json!([{ "name": "the auth service is down", "answer": { "status": 503 } }])).await;
    let rule = local.admin.get(FAULTS).await.body["rules"][0]["id"].as_str().unwrap().to_owned();
    let reply = local.admin.get(DATE).await;
    assert_eq!(header(&reply, "postern-fault"), rule);
    let told = decision(&local.admin, &reply).await;
    assert_eq!(
        told["verdict"],
        json!({
            "answer": "fault", "status": 503, "rule": rule, "name": "the auth service is down",
            "message": "the fault rule `the auth service is down` of /postern/faults answered; this is no refusal of the platform",
        })
    );
    assert_eq!(told["withoutFault"], json!({ "answer": "allow" }));
    let detail = format!("rule {rule} (the auth service is down) answered 503 service.unavailable in the platform's place");
    assert_eq!(told["checks"][0], json!({ "check": "fault_rule", "outcome": "refused", "detail": detail }));
    let row = local.admin.get("/postern/decisions").await.body["decisions"][0].clone();
    assert_eq!((&row["id"], &row["faults"]), (&told["id"], &json!([rule])));
}

#[tokio::test]
async fn what_would_have_been_refused_anyway_is_told_too() {
    let local = under(json!([{ "answer": { "status": 503 } }])).await;
    let reply = crate::Caller::nobody(&local.running.url).get(DATE).await;
    let told = decision(&local.admin, &reply).await;
    assert_eq!((&told["verdict"]["answer"], &told["withoutFault"]["code"]), (&json!("fault"), &json!("authentication.required")));
}

#[tokio::test]
async fn a_delay_and_a_stale_read_are_told_beside_the_platforms_verdict() {
    let local = under(json!([{ "delay": { "milliseconds": 2 } }, { "stale": { "milliseconds": 3 } }])).await;
    let ids: Vec<String> = local.admin.get(FAULTS).await.body["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["id"].as_str().unwrap().to_owned())
        .collect();
    let reply = local.admin.get(DATE).await;
    assert_eq!(header(&reply, "postern-fault"), ids.join(", "));
    let told = decision(&local.admin, &reply).await;
    assert_eq!((&told["verdict"], told.get("withoutFault")), (&json!({ "answer": "allow" }), None));
    let detail =
        |at: usize, did: &str| json!({ "check": "fault_rule", "outcome": "reported", "detail": format!("rule {} {did}", ids[at]) });
    assert_eq!(told["checks"][0], detail(0, "let the request wait for 2 ms"));
    assert_eq!(told["checks"][1], detail(1, "let the request see the organization as it was 3 ms ago"));
}

#[tokio::test]
async fn without_a_rule_that_acted_nothing_is_said() {
    let local = under(json!([{ "operations": ["get_users"], "answer": { "status": 503 } }])).await;
    let reply = local.admin.get(DATE).await;
    assert_eq!(header(&reply, "postern-fault"), "");
    assert!(decision(&local.admin, &reply).await["checks"].as_array().unwrap().iter().all(|check| check["check"] != "fault_rule"));
}

#[tokio::test]
async fn a_browser_is_shown_that_a_rule_answered() {
    let local = under(json!([{ "name": "<b>", "answer": { "status": 503 } }])).await;
    let reply = local.admin.get(DATE).await;
    let url = format!("{}/postern/decisions/{}", local.running.url, header(&reply, "postern-decision"));
    let page = reqwest::Client::new().get(url).header("accept", "text/html").send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Answered by a fault rule") && page.contains("this is no refusal of the platform"), "{page}");
    assert!(!page.contains("<b>"), "a rule's name is text");
}
