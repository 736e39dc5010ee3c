use postern_model::Reach;
use serde_json::{Value, json};

use super::super::super::super::super::users::{
    at, made,
    presences::{AVAILABLE, ON_QUEUE, being},
    queues::queue,
};
use crate::harness::{Local, Reply};

const PATH: &str = "/api/v2/analytics/queues/observations/query";

fn asking(queues: &[&str], metrics: &[&str]) -> Value {
    let predicate = |id: &&str| json!({ "type": "dimension", "dimension": "queueId", "operator": "matches", "value": id });
    json!({ "filter": { "type": "or", "predicates": queues.iter().map(predicate).collect::<Vec<_>>() }, "metrics": metrics })
}

/// `metric qualifier number`, a line each.
fn lines(row: &Value) -> Vec<String> {
    let line = |datum: &Value| {
        let text = |name: &str| datum[name].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", text("metric"), text("qualifier"), datum["stats"]["count"])
    };
    row["data"].as_array().into_iter().flatten().map(line).collect()
}

#[tokio::test]
async fn the_people_of_a_queue_are_counted() {
    let local = Local::start().await;
    let people = [made(&local, "Ada").await, made(&local, "Bob").await, made(&local, "Cid").await, made(&local, "Dora").await];
    let ids: Vec<&str> = people.iter().map(|one| one["id"].as_str().unwrap()).collect();
    let calls = queue(&local, "Calls", &ids).await;
    for (person, presence) in people.iter().zip([ON_QUEUE, ON_QUEUE, AVAILABLE]) {
        local.admin.patch(&format!("{}/presences/purecloud", at(person)), being(presence)).await;
    }
    local.admin.put(&format!("{}/routingstatus", at(&people[1])), json!({ "status": "INTERACTING" })).await;
    local.admin.patch(&format!("{}/queues/{calls}", at(&people[3])), json!({ "joined": false })).await;
    let metrics = ["oActiveUsers", "oMemberUsers", "oOnQueueUsers", "oOffQueueUsers", "oUserPresences", "oUserRoutingStatuses"];
    let reply = local.admin.post(PATH, asking(&[&calls], &metrics)).await;
    assert_eq!(reply.outcome(), "200", "{}", reply.message());
    assert_eq!(reply.body["results"].as_array().unwrap().len(), 1);
    let row = &reply.body["results"][0];
    assert_eq!(row["group"], json!({ "queueId": calls }));
    let expected = [
        "oActiveUsers - 3".to_owned(),
        "oMemberUsers - 4".to_owned(),
        "oOffQueueUsers AVAILABLE 1".to_owned(),
        "oOnQueueUsers IDLE 1".to_owned(),
        "oOnQueueUsers INTERACTING 1".to_owned(),
        format!("oUserPresences {AVAILABLE} 1"),
        format!("oUserPresences {ON_QUEUE} 2"),
        "oUserRoutingStatuses IDLE 1".to_owned(),
        "oUserRoutingStatuses INTERACTING 1".to_owned(),
        "oUserRoutingStatuses OFF_QUEUE 1".to_owned(),
    ];
    assert_eq!(lines(row), expected);
    assert_eq!(reply.body["systemToOrganizationMappings"]["ON_QUEUE"], json!([ON_QUEUE]));
}

#[tokio::test]
async fn nothing_waits_in_any_media() {
    let local = Local::start().await;
    let calls = queue(&local, "Calls", &[]).await;
    let reply = local.admin.post(PATH, asking(&[&calls], &["oWaiting", "oInteracting"])).await;
    let rows = reply.body["results"].as_array().unwrap();
    let media: Vec<&str> = rows.iter().map(|row| row["group"]["mediaType"].as_str().unwrap()).collect();
    assert_eq!(media, ["voice", "callback", "chat", "email", "message"]);
    assert!(rows.iter().all(|row| lines(row) == ["oInteracting - 0", "oWaiting - 0"]), "{rows:?}");
    let one = json!({
        "filter": { "type": "and", "predicates": [
            { "type": "dimension", "dimension": "queueId", "operator": "matches", "value": calls },
            { "type": "dimension", "dimension": "mediaType", "operator": "matches", "value": "chat" },
        ] },
        "metrics": ["oWaiting"],
    });
    let reply = local.admin.post(PATH, one).await;
    assert_eq!(
        reply.body["results"],
        json!([{ "group": { "queueId": calls, "mediaType": "chat" },
        "data": [{ "metric": "oWaiting", "stats": { "count": 0 } }] }])
    );
}

/// The catalogue derives that this permission does not look at divisions; a grant anywhere then suffices. If that changes,
/// the queue at home must be left out here.
#[tokio::test]
async fn a_grant_in_one_division_shows_queues_as_far_as_the_permission_looks_at_divisions() {
    let local = Local::start().await;
    let sales = local.division("Sales").await;
    let made = local.admin.post("/api/v2/routing/queues", json!({ "name": "Sales", "division": { "id": sales } })).await;
    let (theirs, home) = (made.body["id"].as_str().unwrap().to_owned(), queue(&local, "Home", &[]).await);
    let caller = local.caller(&["analytics:queueObservation:view"], Reach::Division(sales)).await;
    let reply = caller.post(PATH, asking(&[&theirs, &home], &["oMemberUsers"])).await;
    let seen: Vec<&Value> = reply.body["results"].as_array().unwrap().iter().map(|row| &row["group"]["queueId"]).collect();
    assert_eq!(seen, [&json!(home), &json!(theirs)]);
}

#[tokio::test]
async fn a_query_that_means_nothing_is_refused() {
    let local = Local::start().await;
    let ask = async |body: Value| -> Reply { local.admin.post(PATH, body).await };
    let empty = ask(json!({ "filter": { "type": "and" }, "metrics": ["oWaiting"] })).await;
    assert_eq!(
        (empty.outcome().as_str(), empty.message()),
        ("400 bad.request", "the filter needs a predicate, in `predicates` or in one of its `clauses`")
    );
    let predicate = |members: Value| json!({ "filter": { "type": "and", "predicates": [members] }, "metrics": ["oWaiting"] });
    let valueless = ask(predicate(json!({ "type": "dimension", "dimension": "queueId" }))).await;
    assert_eq!(valueless.message(), "the predicate on `queueId` needs a `value` to match");
    let nameless = ask(predicate(json!({ "type": "dimension", "value": "x" }))).await;
    assert_eq!(nameless.message(), "a predicate needs a `dimension`: `queueId` or `mediaType`");
    let metric = ask(predicate(json!({ "type": "metric", "value": "x" }))).await;
    assert_eq!(metric.message(), "a predicate of type `metric` is about nothing here; observations are filtered by dimension");
    let unknown = ask(json!({ "filter": { "type": "and", "predicates": [] }, "metrics": ["oMoods"] })).await;
    assert_eq!(unknown.status, 400);
    let caller = local.caller(&["routing:queue:view"], Reach::All).await;
    assert_eq!(caller.post(PATH, asking(&["x"], &["oWaiting"])).await.outcome(), "403 missing.any.permissions");
}
