use std::sync::atomic::{AtomicUsize, Ordering};

use postern_cloud::{Collecting, Credentials, Part, Silent, Trust, collect};
use serde_json::json;

use crate::{
    Still,
    fake::{Fake, Reply, Size},
    heading, read,
};

fn bad() -> Reply {
    Reply::error(401, "bad.credentials", "Invalid login credentials.")
}

#[test]
fn a_token_that_ends_midway_is_fetched_anew() {
    let fetched = AtomicUsize::new(0);
    let fake = Fake::new(Size::SMALL, move |asked| match asked.path {
        "/oauth/token" => {
            let number = fetched.fetch_add(1, Ordering::SeqCst) + 1;
            Some(Reply::json(&json!({ "access_token": format!("token-{number}"), "token_type": "bearer", "expires_in": 300 })))
        }
        "/api/v2/groups" if asked.token == Some("token-1") => Some(bad()),
        _ => None,
    });
    assert_eq!(read(&fake).unwrap().groups.known().unwrap().len(), 4);
    assert_eq!(fake.count("POST /oauth/token"), 2);
    assert!(fake.log().last().unwrap().ends_with(" token-2"));
}

#[test]
fn a_token_that_stays_bad_ends_the_collection() {
    let fake = Fake::new(Size::SMALL, |asked| (asked.path == "/api/v2/groups").then(bad));
    let fault = read(&fake).unwrap_err();
    let host = fake.place().host();
    assert_eq!(fault.to_string(), format!("{host} does not accept the credentials: bad.credentials: Invalid login credentials."));
    assert!(fault.is_fatal());
    assert_eq!(fake.count("POST /oauth/token"), 2, "once, another is fetched");
}

#[test]
fn a_given_token_is_used_and_never_renewed() {
    let fake = Fake::new(Size::SMALL, |asked| (asked.path == "/api/v2/groups").then(bad));
    let (place, credentials) = (fake.place(), Credentials::Token("given".to_owned()));
    let mut part = Part::unkept(heading(&fake));
    let clock = Still::new();
    let collecting = Collecting {
        place: &place,
        trust: &Trust::system(),
        credentials: &credentials,
        per_minute: 1000,
        part: &mut part,
        clock: &clock,
        progress: &Silent,
    };
    assert!(collect(collecting).is_err());
    assert_eq!((fake.count("POST /oauth/token"), fake.log()[0].as_str()), (0, "GET /api/v2/tokens/me?preserveIdleTTL=true given"));
    assert_eq!(format!("{credentials:?}"), "Credentials::Token(…)");
}

#[test]
fn a_redirect_is_not_followed_and_the_token_goes_nowhere_else() {
    let other = Fake::new(Size::SMALL, |_| None);
    let target = format!("{}/api/v2/groups", other.place().api().replace("127.0.0.1", "localhost"));
    let fake = Fake::new(Size::SMALL, move |asked| {
        (asked.path == "/api/v2/groups").then(|| Reply::text(302, "text/plain", "").with("location", &target))
    });
    let snapshot = read(&fake).unwrap();
    let expected = "GET /api/v2/groups answered 302: it sends to localhost, which was not followed";
    assert_eq!(crate::why(&snapshot.groups), expected);
    assert_eq!(other.log(), Vec::<String>::new());
}

#[test]
fn a_login_host_that_redirects_gets_no_secret_followed() {
    let other = Fake::new(Size::SMALL, |_| None);
    let target = format!("{}/oauth/token", other.place().api());
    let fake = Fake::new(Size::SMALL, move |asked| {
        (asked.path == "/oauth/token").then(|| Reply::text(307, "text/plain", "").with("location", &target))
    });
    let host = fake.place().host();
    let expected = format!("{host} does not accept the credentials: it sends to 127.0.0.1, which was not followed");
    assert_eq!(read(&fake).unwrap_err().to_string(), expected);
    assert_eq!(other.log(), Vec::<String>::new());
}

#[test]
fn an_unknown_client_is_told_in_the_login_hosts_words() {
    let fake = Fake::new(Size::SMALL, |asked| {
        let body = r#"{"error":"invalid_client","description":"client not found","error_description":"client not found"}"#;
        (asked.path == "/oauth/token").then(|| Reply::text(400, "application/json", body))
    });
    let host = fake.place().host();
    let expected = format!("{host} does not accept the credentials: POST /oauth/token answered 400: invalid_client (client not found)");
    assert_eq!(read(&fake).unwrap_err().to_string(), expected);
}
