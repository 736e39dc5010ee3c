use postern_model::Reach;
use serde_json::json;

use crate::harness::Local;

#[tokio::test]
async fn a_summary_is_a_query_of_the_last_days() {
    let local = Local::start().await;
    let caller = local.caller(&["oauth:client:view"], Reach::All).await;
    caller.get("/api/v2/oauth/scopes").await;
    for days in ["", "?days=1", "?days=366"] {
        let reply = local.admin.get(&format!("/api/v2/oauth/clients/{}/usage/summary{days}", caller.client_id)).await;
        assert_eq!(reply.outcome(), "202");
        let results = local.admin.get(reply.body["resultsUri"].as_str().unwrap()).await.body;
        assert_eq!(results["results"][0]["templateUri"], "api/v2/oauth/scopes");
        assert_eq!((&results["results"][0]["requests"], results["results"].as_array().unwrap().len()), (&json!(1), 1));
    }
}

#[tokio::test]
async fn days_are_a_number_up_to_a_year() {
    let local = Local::start().await;
    let path = format!("/api/v2/oauth/clients/{}/usage/summary", local.admin.client_id);
    for days in ["0", "-1", "367", "week", "99999999999"] {
        let reply = local.admin.get(&format!("{path}?days={days}")).await;
        let text = format!("Value [{days}] is not valid for parameter [days]. Allowable values are: 1 to 366");
        assert_eq!((reply.outcome().as_str(), reply.message()), ("400 invalid.query.param.value", text.as_str()));
    }
    let gone = "/api/v2/oauth/clients/00000000-0000-4000-8000-000000000000/usage/summary";
    assert_eq!(local.admin.get(gone).await.outcome(), "404 not.found");
}
