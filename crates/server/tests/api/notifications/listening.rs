//! What is heard over a channel's WebSocket.

use postern_model::Reach;
use postern_testkit::build;
use serde_json::json;
use tokio_tungstenite::connect_async;

use super::{
    super::users::{
        at, made,
        presences::{ON_QUEUE, being},
        queues::queue,
    },
    Listener, channel, subscriptions, topics,
};
use crate::harness::{Caller, Local};

/// A connection that hears of these topics.
async fn listener(caller: &Caller, names: &[&str]) -> Listener {
    let channel = channel(caller).await;
    let subscribed = caller.post(&subscriptions(&channel), topics(names)).await;
    assert_eq!(subscribed.outcome(), "200", "{}", subscribed.message());
    Listener::to(&channel).await
}

#[tokio::test]
async fn presence_routing_status_and_observations_are_heard() {
    let local = Local::start().await;
    let (ada, bob) = (made(&local, "Ada").await, made(&local, "Bob").await);
    let id = ada["id"].as_str().unwrap();
    let calls = queue(&local, "Calls", &[id]).await;
    let names =
        [format!("v2.users.{id}.presence"), format!("v2.users.{id}.routingStatus"), format!("v2.analytics.queues.{calls}.observations")];
    let mut listener = listener(&local.admin, &[&names[0], &names[1], &names[2]]).await;
    local.admin.patch(&format!("{}/presences/purecloud", at(&bob)), being(ON_QUEUE)).await;
    local.admin.patch(&format!("{}/presences/purecloud", at(&ada)), being(ON_QUEUE)).await;
    let heard = listener.heard().await;
    assert_eq!(heard.iter().map(|one| one["topicName"].as_str().unwrap()).collect::<Vec<_>>(), names);
    assert!(heard.iter().all(|one| one["version"] == "2" && one["metadata"]["CorrelationId"].is_string()));
    assert_eq!(heard[0]["eventBody"]["presenceDefinition"], json!({ "id": ON_QUEUE, "systemPresence": "ON_QUEUE" }));
    assert_eq!((&heard[1]["eventBody"]["id"], &heard[1]["eventBody"]["routingStatus"]["status"]), (&json!(id), &json!("IDLE")));
    assert_eq!(heard[2]["eventBody"]["group"], json!({ "queueId": calls }));
    let metrics = heard[2]["eventBody"]["data"][0]["metrics"].as_array().unwrap();
    let on_queue = json!({ "metric": "oOnQueueUsers", "qualifier": "IDLE", "stats": { "count": 1 } });
    let offline = json!({ "metric": "oOffQueueUsers", "qualifier": "OFFLINE", "stats": { "count": 0 } });
    assert!(metrics.contains(&on_queue) && metrics.contains(&offline), "{metrics:?}");
}

#[tokio::test]
async fn members_and_configuration_changes_are_heard() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let id = ada["id"].as_str().unwrap();
    let calls = queue(&local, "Calls", &[]).await;
    let (users, audits) = (format!("v2.routing.queues.{calls}.users"), "v2.audits.entitytype.queue.entityid.*");
    let mut listener = listener(&local.admin, &[&users, audits]).await;
    local.admin.post(&format!("/api/v2/routing/queues/{calls}/members"), json!([{ "id": id }])).await;
    local.admin.patch(&format!("{}/queues/{calls}", at(&ada)), json!({ "joined": false })).await;
    let joined = listener.heard().await;
    let joined: Vec<_> = joined.iter().filter(|one| one["topicName"] == json!(users)).map(|one| &one["eventBody"]).collect();
    let body = |joined: bool| json!({ "id": id, "user": { "id": id }, "queueId": calls, "joined": joined });
    assert_eq!(joined, [&body(true), &body(false)]);
    local.admin.post("/api/v2/routing/queues", json!({ "name": "Letters" })).await;
    let created = listener.hear().await;
    assert_eq!(created["topicName"], audits);
    let event = &created["eventBody"];
    assert_eq!((&event["action"], &event["entityType"], &event["entity"]["name"]), (&json!("Create"), &json!("Queue"), &json!("Letters")));
    assert_eq!(event["clientId"]["id"], json!(local.admin.client_id));
}

#[tokio::test]
async fn who_loses_the_permission_hears_no_more() {
    let local = Local::start().await;
    let role = local.role("listener", &["routing:queue:view"]).await;
    let ada = local.user("Ada", None).await;
    local.grant(build::user_subject(ada), role, Reach::All).await;
    let calls = queue(&local, "Calls", &[]).await;
    let mut listener = listener(&local.person(ada), &[&format!("v2.routing.queues.{calls}.users")]).await;
    let members = format!("/api/v2/routing/queues/{calls}/members");
    local.admin.post(&members, json!([{ "id": ada }])).await;
    assert_eq!(listener.heard().await.len(), 1);
    local.change(|draft| draft.put_grants(postern_model::grant::SubjectGrants { subject: build::user_subject(ada), grants: vec![] })).await;
    local.admin.post(&format!("{members}?delete=true"), json!([{ "id": ada }])).await;
    assert!(listener.heard().await.is_empty());
}

#[tokio::test]
async fn a_token_that_is_over_ends_the_connection() {
    let local = Local::start().await;
    let ada = local.user("Ada", None).await;
    let caller = local.person(ada);
    let mut listener = listener(&caller, &[&format!("v2.users.{ada}.presence")]).await;
    assert_eq!(caller.delete("/api/v2/tokens/me").await.status / 100, 2);
    local.admin.patch(&format!("/api/v2/users/{ada}/presences/purecloud"), being(ON_QUEUE)).await;
    assert_eq!(listener.hear().await, "close 1008 the token is over");
}

#[tokio::test]
async fn a_second_connection_takes_the_place_of_the_first() {
    let local = Local::start().await;
    let channel = channel(&local.admin).await;
    let mut first = Listener::to(&channel).await;
    assert!(first.heard().await.is_empty());
    let mut second = Listener::to(&channel).await;
    assert_eq!(first.hear().await, "close 1000 another connection took the place of this one");
    assert!(second.heard().await.is_empty());
}

#[tokio::test]
async fn a_heartbeat_comes_after_thirty_seconds() {
    let local = Local::start().await;
    let mut listener = Listener::to(&channel(&local.admin).await).await;
    assert!(listener.heard().await.is_empty());
    let before = std::time::Instant::now();
    assert_eq!(listener.hear().await, json!({ "topicName": "channel.metadata", "eventBody": { "message": "WebSocket Heartbeat" } }));
    let passed = before.elapsed().as_secs();
    assert!((28..=45).contains(&passed), "{passed}");
}

#[tokio::test]
async fn nobody_gets_in_without_a_channel_or_without_a_websocket() {
    let local = Local::start().await;
    let nowhere = format!("{}/channels/streaming-0-nowhere", local.running.url.replacen("http", "ws", 1));
    let refused = connect_async(&nowhere).await.unwrap_err().to_string();
    assert!(refused.contains("404"), "{refused}");
    let uri = channel(&local.admin).await["connectUri"].as_str().unwrap().replacen("ws", "http", 1);
    assert_eq!(reqwest::get(&uri).await.unwrap().status().as_u16() / 100, 4);
}

#[tokio::test]
async fn a_server_that_stops_says_so() {
    let local = Local::start().await;
    let mut listener = Listener::to(&channel(&local.admin).await).await;
    assert!(listener.heard().await.is_empty());
    local.running.stop().await;
    assert_eq!(listener.hear().await, "close 1001 the server stops");
}
