use serde_json::json;

use super::super::{at, phone, station};
use crate::{harness::Local, users};

#[tokio::test]
async fn the_station_follows_the_phone() {
    let local = Local::start().await;
    let (ada, bert) = (users::made(&local, "Ada").await, users::made(&local, "Bert").await);
    let mut phone = phone(&local, ada["id"].as_str().unwrap()).await;
    let before = station(&local, ada["id"].as_str().unwrap()).await;
    phone["name"] = json!("Bert's phone");
    phone["webRtcUser"] = json!({ "id": bert["id"] });
    assert_eq!(local.admin.put(&at("phones", &phone), phone.clone()).await.outcome(), "200");
    let after = station(&local, bert["id"].as_str().unwrap()).await;
    assert_eq!((&after["id"], &after["name"]), (&before["id"], &json!("Bert's phone")));
}
