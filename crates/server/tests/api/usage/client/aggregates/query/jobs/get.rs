use serde_json::json;

use crate::{
    harness::Local,
    usage::{busy, results, this_month},
};

#[tokio::test]
async fn a_job_counts_the_one_client_in_this_organization() {
    let local = Local::start().await;
    let caller = busy(&local).await;
    let path = format!("/api/v2/usage/client/{}/aggregates/query/jobs", caller.client_id);
    let organization = local.running.organization_id;
    let body = json!({ "interval": this_month(), "groupBy": ["OrganizationId"], "metrics": ["Requests"] });
    let found = results(&local, &path, body.clone()).await;
    assert_eq!(found["entities"], json!([{ "organizationId": organization, "requestCount": 3 }]));
    let mut elsewhere = body;
    elsewhere["organizationIds"] = json!(["00000000-0000-4000-8000-000000000000"]);
    assert_eq!(results(&local, &path, elsewhere).await["entities"], json!([]));
}

#[tokio::test]
async fn a_job_of_another_client_is_not_found() {
    let local = Local::start().await;
    let caller = busy(&local).await;
    let path = format!("/api/v2/usage/client/{}/aggregates/query/jobs", caller.client_id);
    let id = local.admin.post(&path, json!({ "interval": this_month() })).await.body["id"].as_str().unwrap().to_owned();
    let other = format!("/api/v2/usage/client/{}/aggregates/query/jobs/{id}", local.admin.client_id);
    assert_eq!(local.admin.get(&other).await.outcome(), "404 not.found");
    assert_eq!(local.admin.get(&format!("/api/v2/usage/aggregates/query/jobs/{id}")).await.outcome(), "404 not.found");
}
