use super::super::users::names;
use crate::harness::Local;

#[tokio::test]
async fn the_presences_of_the_service_are_ten() {
    let local = Local::start().await;
    let reply = local.admin.get("/api/v2/systempresences").await;
    assert_eq!(names(&reply.body), ["Available", "Away", "Break", "Busy", "Idle", "Meal", "Meeting", "Offline", "On Queue", "Training"]);
}
