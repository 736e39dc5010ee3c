use serde_json::Value;

use crate::{
    harness::Local,
    telephony::providers::edges::{phone, station},
    users,
};

#[tokio::test]
async fn one_person_sits_at_a_station() {
    let local = Local::start().await;
    let (ada, bert) = (users::made(&local, "Ada").await, users::made(&local, "Bert").await);
    let (ada, bert) = (ada["id"].as_str().unwrap(), bert["id"].as_str().unwrap());
    phone(&local, ada).await;
    let seat = station(&local, ada).await["id"].as_str().unwrap().to_owned();
    let sit = |user: &str| format!("/api/v2/users/{user}/station/associatedstation/{seat}");
    assert_eq!(local.admin.put(&sit(ada), Value::Null).await.outcome(), "202");
    assert_eq!(station(&local, ada).await["userId"], ada);
    assert_eq!(local.admin.put(&sit(bert), Value::Null).await.outcome(), "409 request.conflict");
    let nobody = "00000000-0000-0000-0000-000000000000";
    assert_eq!(local.admin.put(&sit(nobody), Value::Null).await.outcome(), "404 not.found");
}
