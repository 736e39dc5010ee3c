use super::{code, made};
use crate::harness::Local;

#[tokio::test]
async fn all_clients_stand_on_one_page_whatever_is_asked() {
    let local = Local::start().await;
    for number in 0..30 {
        made(&local.admin, code(&format!("app {number}"))).await;
    }
    for query in ["", "?pageSize=5&pageNumber=2"] {
        let page = local.admin.get(&format!("/api/v2/oauth/clients{query}")).await.body;
        let counts = ["total", "pageSize", "pageNumber", "pageCount"].map(|key| page[key].as_u64().unwrap());
        assert_eq!(counts, [31, 31, 1, 1], "the operation has no parameters");
        assert_eq!(page["entities"].as_array().unwrap().len(), 31);
        assert!(["firstUri", "lastUri", "selfUri"].iter().all(|key| page[key].is_string()));
        assert!(page.get("nextUri").is_none() && page.get("previousUri").is_none());
    }
}
