use super::super::super::made;
use crate::harness::Local;

#[tokio::test]
async fn stages_come_in_pages() {
    let local = Local::start().await;
    let plan = made(&local).await;
    let first = local.admin.get(&format!("{plan}/versions/latest/stageplans?pageSize=2")).await.body;
    assert_eq!(first["entities"].as_array().map(Vec::len), Some(2));
    let rest = local.admin.get(first["nextUri"].as_str().unwrap()).await.body;
    assert_eq!((rest["entities"].as_array().map(Vec::len), rest.get("nextUri")), (Some(1), None));
}
