use crate::{harness::Local, outbound::dnc_list};

#[tokio::test]
async fn without_an_export_there_is_no_address() {
    let local = Local::start().await;
    let list = dnc_list(&local).await;
    assert_eq!(local.admin.get(&format!("{list}/export")).await.outcome(), "404 no.available.list.export.uri");
    let strange = "/api/v2/outbound/dnclists/00000000-0000-4000-8000-000000000000/export";
    assert_eq!(local.admin.get(strange).await.outcome(), "404 dnc.list.not.found");
}
