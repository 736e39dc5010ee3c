use postern_model::{ClientState, GrantType};

use crate::ask::{FORM, GRANT, Machine, assert_refused, basic};

const MALFORMED: &str = "the Authorization header is not HTTP Basic: base64 of `client_id:client_secret`";
const FORM_ONLY: &str = "the Content-Type must be application/x-www-form-urlencoded";

#[tokio::test]
async fn an_unknown_client_is_not_found() {
    let machine = Machine::start(&[]).await;
    let long = "x".repeat(10_000);
    for id in ["00000000-0000-4000-8000-000000000000", "", "' OR 1=1 --", "../../etc/passwd", &long] {
        let header = basic(id, &machine.secret);
        let reply = machine.ask(&[("authorization", header.as_bytes()), ("content-type", FORM.as_bytes())], GRANT).await;
        assert_refused(&reply, 400, "invalid_client", "client not found");
    }
}

#[tokio::test]
async fn a_wrong_secret_fails_authentication() {
    let machine = Machine::start(&[]).await;
    let longer = format!("{}x", machine.secret);
    for secret in ["", "wrong", &machine.secret[1..], &longer, &machine.secret.to_uppercase()] {
        let header = basic(&machine.id, secret);
        let reply = machine.ask(&[("authorization", header.as_bytes()), ("content-type", FORM.as_bytes())], GRANT).await;
        assert_refused(&reply, 400, "invalid_client", "authentication failed");
        assert!(!reply.headers.contains_key("www-authenticate"));
    }
}

#[tokio::test]
async fn a_client_that_is_not_active_gets_no_token_and_only_its_secret_tells_so() {
    let machine = Machine::start(&[]).await;
    for state in [ClientState::Inactive, ClientState::Disabled] {
        machine.set_state(state).await;
        assert_refused(&machine.log_in().await, 400, "invalid_client", "client is not active");
        let header = basic(&machine.id, "wrong");
        let reply = machine.ask(&[("authorization", header.as_bytes()), ("content-type", FORM.as_bytes())], GRANT).await;
        assert_refused(&reply, 400, "invalid_client", "authentication failed");
    }
}

#[tokio::test]
async fn a_client_of_another_grant_may_not_use_this_one() {
    let machine = Machine::start(&[]).await;
    for (grant, name) in [
        (GrantType::Code, "CODE"),
        (GrantType::Token, "TOKEN"),
        (GrantType::Saml2Bearer, "SAML2-BEARER"),
        (GrantType::Password, "PASSWORD"),
    ] {
        let (id, secret) = machine.local.client("other", grant).await;
        let header = basic(&id.to_string(), &secret);
        let reply = machine.ask(&[("authorization", header.as_bytes()), ("content-type", FORM.as_bytes())], GRANT).await;
        let text = format!("the client is registered for the grant {name}, not CLIENT-CREDENTIALS");
        assert_refused(&reply, 400, "unauthorized_client", &text);
    }
}

#[tokio::test]
async fn a_malformed_basic_header_is_an_invalid_request() {
    let machine = Machine::start(&[]).await;
    let headers: [&[u8]; 8] =
        [b"Basic", b"Basic ", b"Basic !!!", b"Basic bm8tY29sb24=", b"Basic //79", b"Bearer abc", b"\xe9\xe8 abc", b"Basic a b c"];
    for header in headers {
        let reply = machine.ask(&[("authorization", header), ("content-type", FORM.as_bytes())], GRANT).await;
        assert_refused(&reply, 400, "invalid_request", MALFORMED);
    }
}

#[tokio::test]
async fn no_credentials_at_all_are_an_invalid_request() {
    let machine = Machine::start(&[]).await;
    let text = "client credentials are missing: send them with HTTP Basic";
    for form in [GRANT.to_owned(), format!("{GRANT}&client_id={}", machine.id), format!("{GRANT}&client_secret={}", machine.secret)] {
        assert_refused(&machine.posted(&form).await, 400, "invalid_request", text);
    }
}

#[tokio::test]
async fn credentials_are_not_sent_twice() {
    let machine = Machine::start(&[]).await;
    let twice = format!("{GRANT}&client_id={}&client_secret={}", machine.id, machine.secret);
    let text = "client credentials were sent twice: use HTTP Basic or the body, not both";
    assert_refused(&machine.form(&twice).await, 400, "invalid_request", text);
    let other = format!("{GRANT}&client_id=somebody-else");
    assert_refused(&machine.form(&other).await, 400, "invalid_request", "parameter `client_id` differs from the HTTP Basic user name");
}

#[tokio::test]
async fn a_wrong_content_type_is_an_invalid_request() {
    let machine = Machine::start(&[]).await;
    let basic = machine.basic();
    for media in [None, Some("application/json"), Some("text/plain"), Some("multipart/form-data; boundary=x"), Some("")] {
        let media = media.map(|media| ("content-type", media.as_bytes()));
        let headers: Vec<_> = [("authorization", basic.as_bytes())].into_iter().chain(media).collect();
        assert_refused(&machine.ask(&headers, GRANT).await, 400, "invalid_request", FORM_ONLY);
    }
}

#[tokio::test]
async fn an_oversized_body_is_an_invalid_request() {
    let machine = Machine::start(&[]).await;
    let body = format!("{GRANT}&padding={}", "x".repeat(512_000));
    assert_refused(&machine.form(&body).await, 400, "invalid_request", "the body is over the size limit of 512000 bytes");
}

#[tokio::test]
async fn a_form_that_says_no_grant_is_an_invalid_request() {
    let machine = Machine::start(&[]).await;
    let text = "parameter `grant_type` is missing from the body";
    for form in
        ["", "&&&", "%zz=%", "{\"grant_type\":\"client_credentials\"}", "grant_type", "grant_type=", "Grant_Type=client_credentials"]
    {
        assert_refused(&machine.form(form).await, 400, "invalid_request", text);
    }
    let basic = machine.basic();
    let reply =
        machine.ask(&[("authorization", basic.as_bytes()), ("content-type", FORM.as_bytes())], vec![0xff, 0xfe, 0x00, b'=', 0x80]).await;
    assert_refused(&reply, 400, "invalid_request", text);
}

#[tokio::test]
async fn an_unknown_grant_is_unsupported() {
    let machine = Machine::start(&[]).await;
    let long = "x".repeat(10_000);
    for grant in ["implicit", "code", "urn:ietf:params:oauth:grant-type:jwt-bearer", "CLIENT-CREDENTIALS", "magic", &long] {
        let shown: String = grant.chars().take(80).collect();
        let text = format!(
            "grant type `{shown}` is not supported; supported: authorization_code, client_credentials, refresh_token, \
             urn:ietf:params:oauth:grant-type:saml2-bearer, password"
        );
        assert_refused(&machine.form(&format!("grant_type={grant}")).await, 400, "unsupported_grant_type", &text);
    }
}

#[tokio::test]
async fn a_parameter_is_not_given_twice() {
    let machine = Machine::start(&[]).await;
    let text = |name: &str| format!("parameter `{name}` appears more than once");
    assert_refused(&machine.form(&format!("{GRANT}&{GRANT}")).await, 400, "invalid_request", &text("grant_type"));
    assert_refused(&machine.form(&format!("{GRANT}&scope=a&scope=a")).await, 400, "invalid_request", &text("scope"));
    let long = "p".repeat(10_000);
    let reply = machine.form(&format!("{long}=1&{long}=2&{GRANT}")).await;
    assert_refused(&reply, 400, "invalid_request", &text(&long[..40]));
    assert_eq!(machine.form(&format!("scope=&scope=&{GRANT}")).await.status, 200, "one without a value counts as absent");
}

#[tokio::test]
async fn only_post_is_taken() {
    let machine = Machine::start(&[]).await;
    for method in ["GET", "PUT", "DELETE"] {
        let reply = machine.send(method, "/oauth/token", &[], "").await;
        assert_refused(&reply, 405, "invalid_request", "the token endpoint takes POST");
        assert_eq!(reply.headers["allow"], "POST");
    }
}
