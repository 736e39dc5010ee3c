use serde_json::json;

use super::super::super::EDGES;
use crate::harness::Local;

#[tokio::test]
async fn a_template_names_the_model_of_its_line() {
    let local = Local::start().await;
    let path = format!("{EDGES}/phonebasesettings/template");
    let template = local.admin.get(&format!("{path}?phoneMetabaseId=generic_sip.json")).await.body;
    assert_eq!(template["phoneMetaBase"]["id"], json!("generic_sip.json"));
    assert_eq!(template["lines"][0]["lineMetaBase"]["id"], json!("generic_sip_line.json"));
    assert_eq!(local.admin.get(&path).await.outcome(), "400 constraint.validation");
}
