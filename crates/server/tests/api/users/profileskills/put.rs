use serde_json::json;

use super::super::{at, made};
use crate::harness::Local;

#[tokio::test]
async fn skills_are_replaced_and_shown_with_the_person() {
    let local = Local::start().await;
    let ada = made(&local, "Ada").await;
    let path = format!("{}/profileskills", at(&ada));
    assert_eq!(local.admin.put(&path, json!(["Java", "Go"])).await.body, json!(["Java", "Go"]));
    assert_eq!(local.admin.put(&path, json!(["Rust"])).await.body, json!(["Rust"]));
    assert_eq!(local.admin.get(&path).await.body, json!(["Rust"]));
    assert_eq!(local.admin.get(&format!("{}?expand=profileSkills", at(&ada))).await.body["profileSkills"], json!(["Rust"]));
}
