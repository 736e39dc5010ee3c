use crate::harness::Local;

#[tokio::test]
async fn it_is_the_mapping_of_the_other_queries() {
    let local = Local::start().await;
    let realtime = local.admin.get("/api/v2/audits/query/realtime/servicemapping").await;
    assert_eq!((realtime.status, realtime.body), (200, local.admin.get("/api/v2/audits/query/servicemapping").await.body));
}
