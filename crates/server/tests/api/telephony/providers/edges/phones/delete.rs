use super::super::{at, phone};
use crate::{harness::Local, users};

#[tokio::test]
async fn a_phone_goes_with_its_station() {
    let local = Local::start().await;
    let ada = users::made(&local, "Ada").await;
    let phone = phone(&local, ada["id"].as_str().unwrap()).await;
    assert_eq!(local.admin.delete(&at("phones", &phone)).await.outcome(), "200");
    assert_eq!(local.admin.get(&at("phones", &phone)).await.status, 404);
    assert_eq!(local.admin.get("/api/v2/stations").await.body["total"], 0);
}
