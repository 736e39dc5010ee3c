use serde_json::Value;

use crate::{
    harness::Local,
    telephony::providers::edges::{phone, station},
    users,
};

#[tokio::test]
async fn a_person_gets_up() {
    let local = Local::start().await;
    let ada = users::made(&local, "Ada").await;
    let ada = ada["id"].as_str().unwrap();
    phone(&local, ada).await;
    let seat = station(&local, ada).await["id"].as_str().unwrap().to_owned();
    local.admin.put(&format!("/api/v2/users/{ada}/station/associatedstation/{seat}"), Value::Null).await;
    assert_eq!(station(&local, ada).await["status"], "ASSOCIATED");
    assert_eq!(local.admin.delete(&format!("/api/v2/stations/{seat}/associateduser")).await.outcome(), "200");
    let left = station(&local, ada).await;
    assert_eq!((left["status"].as_str(), left.get("userId")), (Some("AVAILABLE"), None));
    let nowhere = "/api/v2/stations/00000000-0000-0000-0000-000000000000/associateduser";
    assert_eq!(local.admin.delete(nowhere).await.outcome(), "404 not.found");
}
