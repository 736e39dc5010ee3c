use serde_json::json;

use crate::{
    ask::{FORM, GRANT, Machine, with},
    harness::Reply,
};

const PATHS: [&str; 4] = ["/v2/oauth/token", "/api/v2/oauth/token", "/V2/OAuth/Token", "/api/v2/oauth/token/"];
const ADVICE: &str = "this URL does not exist on the real service; tokens come from POST /oauth/token on the login host";

async fn ask(machine: &Machine, path: &str) -> Reply {
    machine.send("POST", path, &[("authorization", machine.basic().as_bytes()), ("content-type", FORM.as_bytes())], GRANT).await
}

#[tokio::test]
async fn a_wrong_token_url_is_404_in_the_platforms_envelope_and_the_decision_says_where_to_go() {
    let machine = Machine::start(&[]).await;
    for path in PATHS {
        let reply = ask(&machine, path).await;
        assert_eq!(reply.outcome(), "404 not.found", "{path}");
        assert_eq!(reply.message(), "The requested resource was not found.", "nothing is added to the body");
        assert_eq!((&reply.body["details"], &reply.body["errors"]), (&json!([]), &json!([])));
        let id = reply.headers["postern-decision"].to_str().unwrap();
        let decision = machine.send("GET", &format!("/postern/decisions/{id}"), &[], "").await.body;
        assert_eq!((&decision["verdict"]["code"], &decision["verdict"]["cause"]), (&json!("not.found"), &json!(ADVICE)));
    }
    assert_eq!(machine.send("GET", PATHS[0], &[], "").await.outcome(), "404 not.found");
}

#[tokio::test]
async fn other_unknown_paths_get_no_advice_about_tokens() {
    let machine = Machine::start(&[]).await;
    let reply = machine.local.admin.get("/api/v2/nothing").await;
    assert_eq!(reply.outcome(), "404 not.found");
    let id = reply.headers["postern-decision"].to_str().unwrap();
    let decision = machine.send("GET", &format!("/postern/decisions/{id}"), &[], "").await.body;
    assert_eq!(decision["verdict"]["cause"], json!(null));
}

#[tokio::test]
async fn a_wrong_token_url_can_ask_for_authentication() {
    let machine = Machine::start(&[("wrong-token-urls", "unauthenticated")]).await;
    for path in PATHS {
        let reply = ask(&machine, path).await;
        assert_eq!(reply.outcome(), "401 authentication.required", "{path}");
        let id = reply.headers["postern-decision"].to_str().unwrap();
        let decision = machine.send("GET", &format!("/postern/decisions/{id}"), &[], "").await.body;
        assert_eq!(decision["verdict"]["cause"], json!(ADVICE));
    }
    assert_eq!(machine.local.admin.post(PATHS[1], json!({})).await.outcome(), "404 not.found");
}

#[tokio::test]
async fn lenient_serves_wrong_token_urls_with_a_warning() {
    let machine = Machine::start_with(postern_server::Options { lenient: true, ..with(&[]) }).await;
    for path in PATHS {
        let reply = ask(&machine, path).await;
        assert_eq!((reply.status, reply.body["token_type"].as_str()), (200, Some("bearer")), "{path}");
        let text = "299 postern \"this URL does not exist on the real service; use POST /oauth/token on the login host\"";
        assert_eq!(reply.headers["warning"], text);
    }
    assert!(!machine.log_in().await.headers.contains_key("warning"), "the right URL needs none");
    assert_eq!(machine.send("GET", PATHS[0], &[], "").await.outcome(), "404 not.found", "only POST is served");
    assert_eq!(machine.send("POST", "/v1/oauth/token", &[], "").await.status, 401, "other wrong URLs are not");
}
