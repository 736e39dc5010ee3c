use serde_json::json;

use crate::harness::Local;

const SETTINGS: &str = "/api/v2/authorization/settings";

#[tokio::test]
async fn what_is_left_out_stays() {
    let local = Local::start().await;
    let on = local.admin.patch(SETTINGS, json!({ "analysisEnabled": true })).await;
    assert_eq!((on.outcome().as_str(), &on.body["analysisEnabled"], &on.body["analysisDays"]), ("200", &json!(true), &json!(90)));
    let days = local.admin.patch(SETTINGS, json!({ "analysisDays": 30 })).await;
    assert_eq!((&days.body["analysisEnabled"], &days.body["analysisDays"]), (&json!(true), &json!(30)));
    assert_eq!(local.admin.get(SETTINGS).await.body, days.body);
}

#[tokio::test]
async fn days_before_the_first_are_refused() {
    let local = Local::start().await;
    let refused = local.admin.patch(SETTINGS, json!({ "analysisDays": 0 })).await;
    assert_eq!((refused.outcome().as_str(), refused.message()), ("400 bad.request", "`analysisDays` is 0; it must be at least 1"));
}
