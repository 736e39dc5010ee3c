//! Headers that every page carries. Each answer in these tests is held to most of them; this names them once.

use postern_model::SignedIn;

use crate::browser::{Page, Web, encoded};

async fn every_page(web: &Web) -> Vec<Page> {
    let (nobody, somebody) = (web.browser(), web.signed_in(SignedIn::Saml).await);
    vec![
        nobody.get("/login").await,
        nobody.get(&web.authorize("").replace("/oauth/authorize", "/login")).await,
        nobody.get("/oauth/authorize").await,
        nobody.get("/logout").await,
        nobody.get("/consent").await,
        nobody.post("/login", &[]).await,
        nobody.post("/consent", &[]).await,
        somebody.get("/signed-in").await,
    ]
}

#[tokio::test]
async fn no_page_can_be_framed_kept_or_tell_where_one_came_from() {
    let web = Web::start().await;
    for page in every_page(&web).await {
        assert_eq!(page.header("x-frame-options"), "DENY");
        assert!(page.header("content-security-policy").contains("; frame-ancestors 'none'; "));
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn nothing_but_the_one_style_sheet_is_allowed() {
    let web = Web::start().await;
    for page in every_page(&web).await {
        let style = page.text.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        let digest = ring::digest::digest(&ring::digest::SHA256, style.as_bytes());
        use base64::Engine;
        let hash = base64::engine::general_purpose::STANDARD.encode(digest.as_ref());
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with(&format!("default-src 'none'; style-src 'sha256-{hash}'; ")), "{policy}");
    }
}

#[tokio::test]
async fn the_redirect_that_carries_a_code_or_token_is_not_kept_and_leaks_no_address() {
    let web = Web::start().await;
    let page = web.signed_in(SignedIn::Saml).await.get(&web.authorize("")).await;
    assert_eq!((page.status, page.header("cache-control"), page.header("referrer-policy")), (302, "no-store", "no-referrer"));
}

#[tokio::test]
async fn what_was_typed_is_text_on_every_page() {
    let web = Web::start().await;
    let evil = encoded("\"><img src=x onerror=alert(1)>");
    for path in [
        format!("/login?login_hint={evil}%40x"),
        format!("/login?orgName={evil}"),
        format!("/oauth/authorize?client_id={evil}"),
        web.authorize(&format!("&redirect_uri={evil}")),
        format!("/oauth/authorize?client_id={}&redirect_uri={evil}", web.client),
        format!("/logout?client_id={evil}&redirect_uri={evil}"),
    ] {
        assert!(!web.browser().get(&path).await.text.contains("<img"), "{path}");
    }
}
