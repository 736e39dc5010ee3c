use serde_json::json;

use super::super::{Listener, channel, ids};
use crate::harness::Local;

#[tokio::test]
async fn a_channel_is_connected_to_on_the_same_origin_and_lives_for_a_day() {
    let local = Local::start().await;
    let made = channel(&local.admin).await;
    let id = made["id"].as_str().unwrap();
    assert!(id.starts_with("streaming-0-") && id.len() == 44, "{id}");
    assert_eq!(made["connectUri"], json!(format!("{}/channels/{id}", local.running.url.replacen("http", "ws", 1))));
    assert!(made["expires"].as_str().unwrap().ends_with('Z'));
    assert_ne!(channel(&local.admin).await["id"], made["id"]);
}

#[tokio::test]
async fn the_twenty_first_channel_ends_the_one_unused_for_longest_and_unconnected_ones_first() {
    let local = Local::start().await;
    let first = channel(&local.admin).await;
    let mut listener = Listener::to(&first).await;
    let second = channel(&local.admin).await;
    for _ in 0..19 {
        channel(&local.admin).await;
    }
    let left = local.admin.get("/api/v2/notifications/channels").await.body;
    assert_eq!(ids(&left).len(), 20);
    assert!(ids(&left).contains(&first["id"].as_str().unwrap()));
    assert!(!ids(&left).contains(&second["id"].as_str().unwrap()));
    assert!(listener.heard().await.is_empty());
}
