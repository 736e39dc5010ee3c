//! What a refusal's link leads to.

use crate::browser::Web;

#[tokio::test]
async fn a_refusal_leads_to_a_page_that_names_the_reason() {
    let web = Web::start().await;
    let browser = web.browser();
    let refused = browser.get("/oauth/authorize?client_id=nobody").await;
    let address = format!("/postern/decisions/{}", refused.header("postern-decision"));
    assert!(refused.text.contains(&format!("href=\"{address}\"")), "{}", refused.text);
    let page = browser.get_with(&address, "accept", "text/html,application/xhtml+xml,*/*;q=0.8").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("<h1>Refused: authorize.client</h1>"), "{}", page.text);
    assert!(page.text.contains("GET /oauth/authorize, answered 400 at "), "{}", page.text);
}

#[tokio::test]
async fn whoever_does_not_ask_for_a_page_gets_json() {
    let web = Web::start().await;
    let refused = web.local.admin.get("/api/v2/users/me").await;
    let id = refused.headers["postern-decision"].to_str().unwrap().to_owned();
    let decision = web.local.admin.get(&format!("/postern/decisions/{id}")).await;
    assert_eq!(decision.body["verdict"]["code"], "not.a.user");
    let page = web.browser().get_with(&format!("/postern/decisions/{id}"), "accept", "text/html").await;
    assert!(page.text.contains("<h1>Refused: not.a.user</h1>"), "{}", page.text);
    assert!(page.text.contains("<li class=\"refused\"><strong>not_a_user</strong> refused</li>"), "{}", page.text);
}
