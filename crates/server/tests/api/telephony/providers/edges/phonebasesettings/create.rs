use super::super::{EDGES, settings};
use crate::harness::Local;

#[tokio::test]
async fn the_lines_of_settings_are_line_settings() {
    let local = Local::start().await;
    let settings = settings(&local).await;
    let line = &settings["lines"][0];
    assert_eq!((settings["state"].as_str(), line["state"].as_str()), (Some("active"), Some("active")));
    let lines = local.admin.get(&format!("{EDGES}/linebasesettings")).await.body;
    assert_eq!((&lines["total"], &lines["entities"][0]["id"]), (&serde_json::json!(1), &line["id"]));
}
