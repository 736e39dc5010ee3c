//! A page of another site must not reset anybody's organization.

use super::{Caller, Local, comparable, saved};

#[tokio::test]
async fn a_page_of_another_site_changes_nothing() {
    let local = Local::start().await;
    local.division("kept").await;
    let before = saved(&local).await;
    let nobody = Caller::nobody(&local.running.url);
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1"] {
        let reply = nobody.ask_with("POST", "/postern/reset", &[("origin", origin)], None).await;
        assert_eq!((reply.status, reply.message()), (403, "pages of other sites must not change anything here"), "{origin}");
    }
    let named = nobody.ask_with("POST", "/postern/reset", &[("host", "evil.example")], None).await;
    assert_eq!((named.status, named.message()), (403, "this endpoint is answered under a local host name only"));
    assert_eq!(comparable(&saved(&local).await), comparable(&before));
    let own = nobody.ask_with("POST", "/postern/reset", &[("origin", &local.running.url)], None).await;
    assert_eq!(own.status, 200);
}

#[tokio::test]
async fn the_endpoints_are_described() {
    let local = Local::start().await;
    let document = Caller::nobody(&local.running.url).get("/postern/openapi.json").await.body;
    for (path, method) in [("/postern/snapshot", "get"), ("/postern/snapshot", "put"), ("/postern/reset", "post")] {
        assert!(document["paths"][path][method]["summary"].is_string(), "{method} {path}");
    }
}
