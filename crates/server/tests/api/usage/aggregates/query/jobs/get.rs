use serde_json::json;

use crate::{
    harness::Local,
    usage::{busy, results, this_month, today},
};

const PATH: &str = "/api/v2/usage/aggregates/query/jobs";

#[tokio::test]
async fn a_job_is_done_at_once_and_shows_clients_and_days() {
    let local = Local::start().await;
    let caller = busy(&local).await;
    let id = &caller.client_id;
    let body = json!({
        "interval": this_month(), "granularity": "Day", "groupBy": ["OauthClientId", "HttpMethod", "TemplateUri", "UserId", "Platform"],
        "oauthClientIds": [id], "sortBy": [{ "fieldName": "requestCount", "order": "Asc" }],
    });
    let found = results(&local, PATH, body.clone()).await;
    let line = |template: &str, good: i64, bad: i64| {
        json!({
            "oauthClient": { "id": id, "name": "tester", "selfUri": format!("/api/v2/oauth/clients/{id}") }, "date": today(),
            "httpMethod": "GET", "templateUri": template, "status200": good, "status300": 0, "status400": bad, "status429": 0,
            "status500": 0, "requestCount": good + bad,
        })
    };
    let (scopes, scope) = (line("api/v2/oauth/scopes", 2, 0), line("api/v2/oauth/scopes/{scopeId}", 0, 1));
    assert_eq!((&found["entities"], &found["queryStatus"]), (&json!([scope, scopes]), &json!("Succeeded")));
    assert!(found["selfUri"].as_str().is_some_and(|uri| uri.starts_with(PATH)) && found.get("nextUri").is_none());

    let mut falling = body;
    falling["sortBy"][0]["order"] = json!("Desc");
    assert_eq!(results(&local, PATH, falling).await["entities"], json!([scopes, scope]));
}

#[tokio::test]
async fn a_job_is_read_in_pages_by_its_next_uri() {
    let local = Local::start().await;
    let caller = busy(&local).await;
    let body =
        json!({ "interval": this_month(), "groupBy": ["TemplateUri"], "oauthClientIds": [caller.client_id], "metrics": ["Requests"] });
    let reply = local.admin.post(PATH, body).await;
    let first = local.admin.get(&format!("{}?pageSize=1", reply.body["resultsUri"].as_str().unwrap())).await.body;
    assert_eq!(first["entities"], json!([{ "templateUri": "api/v2/oauth/scopes", "requestCount": 2 }]));
    let second = local.admin.get(first["nextUri"].as_str().unwrap()).await.body;
    assert_eq!(second["entities"], json!([{ "templateUri": "api/v2/oauth/scopes/{scopeId}", "requestCount": 1 }]));
    assert!(second.get("nextUri").is_none());
}

#[tokio::test]
async fn an_unknown_job_is_not_found() {
    let local = Local::start().await;
    assert_eq!(local.admin.get(&format!("{PATH}/nonsense")).await.outcome(), "404 not.found");
}
