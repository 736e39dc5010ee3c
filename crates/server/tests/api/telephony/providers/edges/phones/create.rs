use super::super::{phone, station};
use crate::{harness::Local, users};

#[tokio::test]
async fn a_phone_comes_with_a_station_for_its_person() {
    let local = Local::start().await;
    let ada = users::made(&local, "Ada").await;
    let ada = ada["id"].as_str().unwrap();
    let phone = phone(&local, ada).await;
    let station = station(&local, ada).await;
    assert_eq!((&station["name"], station["status"].as_str()), (&phone["name"], Some("AVAILABLE")));
    assert_eq!(station["lineAppearanceId"], phone["lines"][0]["id"]);
    assert_eq!(station["type"], "inin_webrtc_softphone");
}
