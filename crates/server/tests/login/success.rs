use crate::ask::Machine;

#[tokio::test]
async fn a_token_answer_is_200_with_three_keys_and_is_not_cached() {
    let machine = Machine::start(&[]).await;
    let reply = machine.log_in().await;
    assert_eq!(reply.status, 200);
    let keys: Vec<_> = reply.body.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["access_token", "expires_in", "token_type"]);
    assert_eq!((reply.body["token_type"].as_str(), reply.body["expires_in"].as_i64()), (Some("bearer"), Some(3600)));
    assert_eq!(
        (reply.headers["content-type"].as_bytes(), reply.headers["pragma"].as_bytes()),
        (&b"application/json"[..], &b"no-cache"[..])
    );
    assert_eq!(reply.headers["cache-control"], "no-cache, no-store, must-revalidate");
    assert!(reply.headers.contains_key("inin-correlation-id") && !reply.headers.contains_key("inin-ratelimit-count"));
    assert!(machine.works(reply.body["access_token"].as_str().unwrap()).await);
}

#[tokio::test]
async fn a_token_is_opaque_and_none_is_like_another() {
    let machine = Machine::start(&[]).await;
    let (one, other) = (machine.log_in().await, machine.log_in().await);
    let (one, other) = (one.body["access_token"].as_str().unwrap(), other.body["access_token"].as_str().unwrap());
    assert_ne!(one, other);
    assert!(one.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'), "{one} is no JWT and fits a URL");
}

#[tokio::test]
async fn other_parameters_and_a_charset_are_ignored() {
    let machine = Machine::start(&[]).await;
    assert_eq!(machine.form("grant_type=client_credentials&scope=routing&foo=bar").await.status, 200);
    let basic = machine.basic();
    let headers = [("authorization", basic.as_bytes()), ("content-type", &b"Application/X-WWW-Form-URLEncoded; charset=UTF-8"[..])];
    assert_eq!(machine.ask(&headers, "grant_type=client_credentials").await.status, 200);
}

#[tokio::test]
async fn basic_is_read_whatever_its_letter_case_and_the_id_may_be_repeated_in_the_form() {
    let machine = Machine::start(&[]).await;
    let basic = machine.basic().replacen("Basic", "bASIC", 1);
    let headers = [("authorization", basic.as_bytes()), ("content-type", &b"application/x-www-form-urlencoded"[..])];
    assert_eq!(machine.ask(&headers, "grant_type=client_credentials").await.status, 200);
    assert_eq!(machine.form(&format!("grant_type=client_credentials&client_id={}", machine.id)).await.status, 200);
}
