use serde_json::json;

use super::super::{EDGES, at, settings};
use crate::harness::Local;

#[tokio::test]
async fn a_line_keeps_its_id_and_another_gets_one() {
    let local = Local::start().await;
    let mut settings = settings(&local).await;
    let kept = settings["lines"][0]["id"].clone();
    settings["lines"].as_array_mut().unwrap().push(json!({ "name": "second" }));
    let changed = local.admin.put(&at("phonebasesettings", &settings), settings).await;
    assert_eq!((changed.status, &changed.body["lines"][0]["id"]), (200, &kept));
    assert!(changed.body["lines"][1]["id"].is_string(), "{changed:?}");
    assert_eq!(local.admin.get(&format!("{EDGES}/linebasesettings")).await.body["total"], 2);
}
