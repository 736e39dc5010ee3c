use postern_model::Reach;
use serde_json::json;

use crate::{
    harness::Local,
    usage::{this_month, today},
};

#[tokio::test]
async fn the_results_count_what_the_client_called() {
    let local = Local::start().await;
    let caller = local.caller(&["oauth:client:view"], Reach::All).await;
    for _ in 0..3 {
        caller.get("/api/v2/oauth/scopes").await;
    }
    caller.get("/api/v2/oauth/scopes/nonsense").await;
    caller.get("/api/v2/authorization/roles").await;
    let id = &caller.client_id;
    let (organization, today) = (local.running.organization_id, today());
    let body = json!({
        "interval": this_month(), "granularity": "Day", "groupBy": ["OAuthClientId", "OrganizationId", "TemplateUri", "HttpMethod"],
    });
    let reply = local.admin.post(&format!("/api/v2/oauth/clients/{id}/usage/query"), body).await;
    let results = local.admin.get(reply.body["resultsUri"].as_str().unwrap()).await;
    assert_eq!((results.outcome().as_str(), &results.body["queryStatus"]), ("200", &json!("Complete")));
    let row = |template: &str, good: i64, bad: i64| {
        json!({
            "clientId": id, "clientName": "tester", "organizationId": organization, "templateUri": template, "httpMethod": "GET",
            "date": format!("{today}T00:00:00.000Z"), "status200": good, "status300": 0, "status400": bad, "status429": 0,
            "status500": 0, "requests": good + bad,
        })
    };
    let expected = [row("api/v2/authorization/roles", 0, 1), row("api/v2/oauth/scopes", 3, 0), row("api/v2/oauth/scopes/{scopeId}", 0, 1)];
    assert_eq!(results.body["results"], json!(expected));
}

#[tokio::test]
async fn results_of_another_client_or_of_nothing_are_not_found() {
    let local = Local::start().await;
    let (other, _) = local.client("other", postern_model::GrantType::ClientCredentials).await;
    let body = json!({ "interval": "2026-01-01/2026-02-01" });
    let reply = local.admin.post(&format!("/api/v2/oauth/clients/{}/usage/query", local.admin.client_id), body).await;
    let execution = reply.body["executionId"].as_str().unwrap();
    let results = |client: &str, execution: &str| format!("/api/v2/oauth/clients/{client}/usage/query/results/{execution}");
    let admin = &local.admin.client_id;
    assert_eq!(local.admin.get(&results(&admin.to_uppercase(), execution)).await.outcome(), "200");
    assert_eq!(local.admin.get(&results(&other.to_string(), execution)).await.outcome(), "404 not.found");
    assert_eq!(local.admin.get(&format!("/api/v2/usage/query/{execution}/results")).await.outcome(), "404 not.found");
    for execution in ["nonsense", "%27%3B--", "..%2f..", "bm9uc2Vuc2U", &"A".repeat(10_000)] {
        assert_eq!(local.admin.get(&results(admin, execution)).await.outcome(), "404 not.found", "{execution}");
    }
}
