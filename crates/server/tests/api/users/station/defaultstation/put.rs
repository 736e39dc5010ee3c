use serde_json::{Value, json};

use crate::{
    harness::Local,
    telephony::providers::edges::{phone, station},
    users,
};

#[tokio::test]
async fn a_person_has_a_station_to_come_back_to() {
    let local = Local::start().await;
    let ada = users::made(&local, "Ada").await;
    let ada = ada["id"].as_str().unwrap();
    phone(&local, ada).await;
    let seat = station(&local, ada).await["id"].clone();
    let path = format!("/api/v2/users/{ada}/station/defaultstation/{}", seat.as_str().unwrap());
    assert_eq!(local.admin.put(&path, Value::Null).await.outcome(), "202");
    let stations = local.admin.get(&format!("/api/v2/users/{ada}/station")).await.body;
    assert_eq!((&stations["defaultStation"]["id"], &stations["effectiveStation"]["id"]), (&seat, &seat));
    assert_eq!(stations.get("associatedStation"), None);
    assert_eq!(stations["defaultStation"]["defaultUser"], json!({ "id": ada }));
}
