//! A response belongs to the browser that was sent off for it.

use crate::place::{ALICE, BOB, Place};

const MISMATCH: &str = "saml.in_response_to_mismatch";

/// Login CSRF: an attacker's own response, slipped into somebody else's browser.
#[tokio::test]
async fn a_response_delivered_in_another_browser_is_refused() {
    let place = Place::start().await;
    let (attacker, victim) = (place.browser(), place.browser());
    let request = place.send_off(&attacker, "/signed-in").await;
    let response = place.idp.response(ALICE, Some(&request));
    place.refused(&victim, &response, MISMATCH).await;
    // Neither does one that was sent off itself.
    place.send_off(&victim, "/signed-in").await;
    place.refused(&victim, &response, MISMATCH).await;
    assert_eq!(place.post(&attacker, &response).await.status, 303, "it is still good where it belongs");
}

#[tokio::test]
async fn two_tabs_of_one_browser_both_come_back() {
    let place = Place::start().await;
    let browser = place.browser();
    let (one, two) = (place.send_off(&browser, "/one").await, place.send_off(&browser, "/two").await);
    let second = place.post(&browser, &place.idp.response(ALICE, Some(&two))).await;
    let first = place.post(&browser, &place.idp.response(ALICE, Some(&one))).await;
    assert_eq!([(first.status, first.location()), (second.status, second.location())], [(303, "/one"), (303, "/two")]);
    assert_eq!(place.kept(), [1, 2, 0], "the second sign-in took the place of the first");
}

#[tokio::test]
async fn a_request_is_answered_once() {
    let place = Place::start().await;
    let browser = place.browser();
    let request = place.send_off(&browser, "/signed-in").await;
    let (one, two) = (place.idp.response(ALICE, Some(&request)), place.idp.response(BOB, Some(&request)));
    assert_eq!(place.post(&browser, &one).await.status, 303);
    let page = place.post(&browser, &two).await;
    assert_eq!((page.status, page.code().await.as_str()), (403, MISMATCH));
    assert_eq!(place.sessions().iter().map(|session| session.user).collect::<Vec<_>>(), [place.alice]);
}

#[tokio::test]
async fn an_answer_may_take_ten_minutes() {
    let mut place = Place::start().await;
    let browser = place.browser();
    let (one, two) = (place.send_off(&browser, "/signed-in").await, place.send_off(&browser, "/signed-in").await);
    place.later(595).await;
    place.idp.now = place.idp.now.plus_seconds(595);
    assert_eq!(place.post(&browser, &place.idp.response(ALICE, Some(&one))).await.status, 303);
    place.later(605).await;
    place.idp.now = place.idp.now.plus_seconds(10);
    let page = place.post(&browser, &place.idp.response(ALICE, Some(&two))).await;
    assert_eq!((page.status, page.code().await.as_str()), (403, "saml.request_expired"));
}

#[tokio::test]
async fn a_made_up_request_is_no_request() {
    let place = Place::start().await;
    place.refused(&place.browser(), &place.idp.response(ALICE, Some("_made-up")), MISMATCH).await;
}

#[tokio::test]
async fn a_browser_that_lost_its_cookie_starts_again() {
    let place = Place::start().await;
    let browser = place.browser();
    let request = place.send_off(&browser, "/signed-in").await;
    browser.set_cookie("postern-browser", "");
    place.refused(&browser, &place.idp.response(ALICE, Some(&request)), MISMATCH).await;
}
