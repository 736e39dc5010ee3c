use serde_json::json;

use crate::{
    harness::Local,
    usage::{busy, results, this_month, today},
};

const PATH: &str = "/api/v2/usage/simplesearch";

#[tokio::test]
async fn a_search_shows_everything_unless_told() {
    let local = Local::start().await;
    let caller = busy(&local).await;
    let found = results(&local, PATH, json!({ "interval": this_month(), "oauthClientNames": ["tester"] })).await;
    let line = |template: &str, good: i64, bad: i64| {
        json!({
            "clientId": caller.client_id, "clientName": "tester", "date": format!("{}T00:00:00.000Z", today()), "httpMethod": "GET",
            "templateUri": template, "status200": good, "status300": 0, "status400": bad, "status429": 0, "status500": 0,
            "requests": good + bad,
        })
    };
    let expected = json!([line("api/v2/oauth/scopes", 2, 0), line("api/v2/oauth/scopes/{scopeId}", 0, 1)]);
    assert_eq!((&found["results"], &found["queryStatus"], &found["cursors"]), (&expected, &json!("Complete"), &json!({})));
}

#[tokio::test]
async fn metrics_and_filters_narrow_it() {
    let local = Local::start().await;
    busy(&local).await;
    let search = |more: serde_json::Value| {
        let mut body = json!({ "interval": this_month(), "oauthClientNames": ["tester"], "metrics": ["TemplateUri", "Status200"] });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        results(&local, PATH, body)
    };
    let scopes = json!({ "templateUri": "api/v2/oauth/scopes", "status200": 2 });
    let all = json!([scopes, { "templateUri": "api/v2/oauth/scopes/{scopeId}", "status200": 0 }]);
    assert_eq!(search(json!({})).await["results"], all);
    assert_eq!(search(json!({ "templateUris": ["/api/v2/oauth/scopes"] })).await["results"], json!([scopes]));
    assert_eq!(search(json!({ "httpMethods": ["POST", "PUT"] })).await["results"], json!([]));
    assert_eq!(search(json!({ "oauthClientNames": ["nobody"] })).await["results"], json!([]));
}

#[tokio::test]
async fn results_come_in_pages() {
    let local = Local::start().await;
    busy(&local).await;
    let reply = local.admin.post(PATH, json!({ "interval": this_month(), "oauthClientNames": ["tester"] })).await;
    let uri = reply.body["resultsUri"].as_str().unwrap();
    let first = local.admin.get(&format!("{uri}?pageSize=1")).await.body;
    let after = first["cursors"]["after"].as_str().unwrap();
    assert_eq!(first["results"][0]["templateUri"], "api/v2/oauth/scopes");
    let second = local.admin.get(&format!("{uri}?pageSize=1&after={after}")).await.body;
    assert_eq!((&second["results"][0]["templateUri"], &second["cursors"]), (&json!("api/v2/oauth/scopes/{scopeId}"), &json!({})));
    assert_eq!(local.admin.get(&format!("{uri}?after=100")).await.body["results"], json!([]));
    for query in ["pageSize=0", "pageSize=501", "pageSize=x", "after=x"] {
        assert_eq!(local.admin.get(&format!("{uri}?{query}")).await.outcome(), "400 invalid.query.param.value", "{query}");
    }
}
