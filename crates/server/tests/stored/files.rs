use postern_model::Reach;
use serde_json::{Value, json};

use crate::{
    ID,
    harness::{Caller, Local},
    keep, permissions, sides, thing,
};

const LIST: &str = "/outbound/contactlists/5702ed00-0000-4000-8000-000000000001";

/// A contact list and where its export is, as a path of the API.
async fn exported(local: &Local, division: impl std::fmt::Display) -> String {
    let mut list = thing(division);
    list["columnNames"] = json!(["Cell"]);
    keep(local, LIST, list).await;
    assert_eq!(local.admin.post(&format!("/api/v2{LIST}/export"), json!({})).await.status, 200);
    let export = local.admin.get(&format!("/api/v2{LIST}/export")).await;
    let uri = export.body["uri"].as_str().unwrap();
    format!("{}?issueRedirect=false", &uri[uri.find("/api/v2").unwrap()..])
}

#[tokio::test]
async fn a_file_is_for_whoever_may_see_what_it_belongs_to() {
    let local = Local::start().await;
    let [(_, northern), (south, southern)] = sides(&local, &permissions("GET", &format!("/api/v2{LIST}/export"))).await;
    let download = exported(&local, south).await;
    let stranger = local.caller(&["routing:queue:view"], Reach::All).await;
    for (caller, outcome) in
        [(&southern, "200"), (&local.admin, "200"), (&northern, "404 resource.not.found"), (&stranger, "404 resource.not.found")]
    {
        assert_eq!(caller.get(&download).await.outcome(), outcome);
    }
}

#[tokio::test]
async fn a_file_goes_with_what_it_belongs_to() {
    let local = Local::start().await;
    let home = local.running.organization().home();
    let download = exported(&local, home).await;
    let address = local.admin.get(&download).await.body["url"].as_str().unwrap().to_owned();
    let reply = reqwest::get(&address).await.unwrap();
    let header = |name: &str| reply.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let said = ["content-type", "content-disposition", "x-content-type-options", "content-security-policy"].map(header);
    assert_eq!(said, ["text/csv", "attachment", "nosniff", "sandbox"]);
    assert_eq!(reply.text().await.unwrap(), "inin-outbound-id,Cell\r\n");
    assert!(local.admin.delete(&format!("/api/v2{LIST}")).await.status < 300);
    assert_eq!(local.admin.get(&download).await.outcome(), "404 resource.not.found");
    assert_eq!(reqwest::get(&address).await.unwrap().status(), 404);
}

#[tokio::test]
async fn a_skill_group_looks_only_where_its_maker_may_look() {
    let local = Local::start().await;
    let [(north, northern), (south, _)] = sides(&local, &["routing:skillGroup:add"]).await;
    keep(&local, &format!("/routing/skillgroups/{ID}"), thing(north)).await;
    let path = format!("/api/v2/routing/skillgroups/{ID}/members/divisions");
    for (body, outcome) in [
        (json!({ "addDivisionIds": [south] }), "403 missing.division.permission"),
        (json!({ "addDivisionIds": ["*"] }), "403 missing.division.permission"),
        (json!({ "removeDivisionIds": [south] }), "403 missing.division.permission"),
        (json!({ "addDivisionIds": [north] }), "204"),
    ] {
        assert_eq!(northern.post(&path, body.clone()).await.outcome(), outcome, "{body}");
    }
    let new = |members: &Value| json!({ "name": "Team", "division": { "id": north }, "memberDivisions": members, "skillConditions": [] });
    for (members, outcome) in [(json!([south]), "403 missing.division.permission"), (json!(["*"]), "403 missing.division.permission")] {
        assert_eq!(northern.post("/api/v2/routing/skillgroups", new(&members)).await.outcome(), outcome, "{members}");
    }
    assert!(northern.post("/api/v2/routing/skillgroups", new(&json!([north]))).await.status < 300);
}

/// Publishes a flow from its source; how the job ended.
async fn publish(caller: &Caller, source: &str) -> Value {
    let job = caller.post("/api/v2/flows/jobs", json!({})).await.body;
    let put = reqwest::Client::new().put(job["presignedUrl"].as_str().unwrap()).body(source.to_owned()).send().await.unwrap();
    assert_eq!(put.status(), 200);
    caller.get(&format!("/api/v2/flows/jobs/{}?expand=messages", job["id"].as_str().unwrap())).await.body
}

#[tokio::test]
async fn a_flow_is_published_only_where_its_publisher_may_publish() {
    let local = Local::start().await;
    let [(_, northern), (south, _)] = sides(&local, &["architect:job:create", "architect:job:view", "architect:flow:publish"]).await;
    let source = |name: &str, division: &str| format!("inboundCall:\n  name: {name}\n  division: {division}\n");
    keep(&local, &format!("/flows/{ID}"), json!({ "id": ID, "name": "Night", "type": "INBOUNDCALL", "division": { "id": south } })).await;
    for (source, division) in
        [(source("Day", "South"), "South"), (source("Night", "North"), "South"), ("inboundCall:\n  name: Day\n".to_owned(), "Home")]
    {
        let job = publish(&northern, &source).await;
        let words = format!("you may not publish flows in the division `{division}`");
        assert_eq!((&job["status"], &job["messages"][0]["text"]), (&json!("Failure"), &json!(words)), "{source}");
    }
    assert_eq!(publish(&northern, &source("Day", "North")).await["status"], "Success");
}
