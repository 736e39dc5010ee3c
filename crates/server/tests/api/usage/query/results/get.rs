use serde_json::json;

use crate::{
    harness::Local,
    usage::{busy, results, this_month, today},
};

const PATH: &str = "/api/v2/usage/query";

#[tokio::test]
async fn counts_are_summed_up_by_what_is_asked_for() {
    let local = Local::start().await;
    let caller = busy(&local).await;
    let body =
        json!({ "interval": this_month(), "granularity": "Month", "groupBy": ["OAuthClientId"], "metrics": ["Status200", "Status400"] });
    let found = results(&local, PATH, body).await;
    let month = format!("{}-01T00:00:00.000Z", &today()[..7]);
    let expected = json!({ "clientId": caller.client_id, "clientName": "tester", "date": month, "status200": 2, "status400": 1 });
    assert!(found["results"].as_array().unwrap().contains(&expected), "{found}");
}

#[tokio::test]
async fn without_groups_there_is_one_line() {
    let local = Local::start().await;
    busy(&local).await;
    let found = results(&local, PATH, json!({ "interval": this_month(), "metrics": ["Requests"] })).await;
    let lines = found["results"].as_array().unwrap();
    assert_eq!((lines.len(), found["queryStatus"].as_str()), (1, Some("Complete")));
    assert_eq!(lines[0].as_object().unwrap().len(), 1);
    assert!(lines[0]["requests"].as_i64().unwrap() >= 3);
}

#[tokio::test]
async fn days_outside_the_interval_do_not_count() {
    let local = Local::start().await;
    busy(&local).await;
    assert_eq!(results(&local, PATH, json!({ "interval": "2020-01-01/2020-02-01" })).await["results"], json!([]));
}

#[tokio::test]
async fn too_many_requests_are_among_the_400s() {
    let mut options = crate::harness::options();
    options.settings.push(("rate.requests-per-minute".to_owned(), "2".to_owned()));
    let local = Local::start_with(options).await;
    let caller = busy(&local).await;
    let body = json!({ "interval": this_month(), "groupBy": ["OAuthClientId"], "metrics": ["Status200", "Status400", "Status429"] });
    let found = results(&local, PATH, body).await;
    let line = found["results"].as_array().unwrap().iter().find(|line| line["clientId"] == caller.client_id.as_str()).unwrap();
    assert_eq!((&line["status200"], &line["status400"], &line["status429"]), (&json!(2), &json!(1), &json!(1)));
}

#[tokio::test]
async fn an_unknown_execution_is_not_found() {
    let local = Local::start().await;
    for id in ["nonsense", "00000000-0000-4000-8000-000000000000", "%27%3B--"] {
        assert_eq!(local.admin.get(&format!("{PATH}/{id}/results")).await.outcome(), "404 not.found");
    }
}
