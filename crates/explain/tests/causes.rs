//! Each cause fires on what it is for, and not on what looks like it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

use std::collections::BTreeSet;

use postern_catalog::Catalog;
use postern_explain::{Explanation, Seen, causes, explain, read};

/// What somebody has in hand.
enum Given {
    Response(&'static str),
    Curl(&'static str),
    Terraform(&'static str),
}
use Given::{Curl, Response, Terraform};

impl Given {
    fn explained(&self) -> Explanation {
        let seen: Seen = match self {
            Response(text) => read::response::read(text).unwrap(),
            Curl(text) => read::curl::read(text).unwrap(),
            Terraform(text) => read::terraform::read(text).unwrap().remove(0),
        };
        explain(Catalog::builtin(), &seen, None).unwrap()
    }

    /// The causes with how likely each is, in order.
    fn causes(&self) -> Vec<(&'static str, &'static str)> {
        self.explained().causes.iter().map(|cause| (leaked(&cause.cause), leaked(&cause.likelihood))).collect()
    }
}

const BAD: &str = "HTTP/1.1 401 Unauthorized\r\nININ-Correlation-Id: 1\r\n\r\n{\"code\":\"bad.credentials\",\"message\":\"Invalid login credentials.\",\"status\":401}";
const NOT_FOUND: &str = "{\"message\":\"The requested resource was not found.\",\"code\":\"not.found\",\"status\":404,\"contextId\":\"1\"}";
const AUTHENTICATION: &str =
    r#"{"error":"invalid_client","description":"authentication failed","error_description":"authentication failed"}"#;
const UNKNOWN: &str = r#"{"error":"invalid_client","description":"client not found","error_description":"client not found"}"#;
const MISSING: &str = "API Error: 403 - Unable to perform the requested action. You must have at least one of the following permissions assigned: [routing:queue:add] (3b55e190-0000-4000-8000-000000000001)";

/// A cause, how likely it is, and what shows it. The first cause of the explanation unless `possible`.
const FIRES: &[(&str, &str, Given)] = &[
    (
        "missing-token",
        "certain",
        Response(
            r#"{"code":"authentication.required","message":"No authentication bearer token specified in authorization header.","status":401}"#,
        ),
    ),
    ("missing-token", "likely", Curl("curl https://api.mypurecloud.de/api/v2/tokens/me")),
    ("missing-token", "likely", Curl("curl -u a:b https://api.mypurecloud.de/api/v2/tokens/me")),
    ("wrong-url", "certain", Curl("curl -u a:b -d grant_type=client_credentials https://api.mypurecloud.com/v2/oauth/token")),
    ("wrong-url", "certain", Curl("curl -u a:b -d grant_type=client_credentials https://api.mypurecloud.com/oauth/token")),
    ("wrong-url", "certain", Curl("curl -H 'Authorization: Bearer x' https://login.mypurecloud.com/api/v2/users")),
    ("wrong-url", "certain", Curl("curl -H 'Authorization: Bearer x' https://api.mypurecloud.com/users")),
    ("wrong-url", "certain", Curl("curl -H 'Authorization: Bearer x' http://127.0.0.1:8080/v2/users")),
    ("wrong-url", "likely", Response(NOT_FOUND)),
    ("wrong-url", "likely", Response("HTTP/1.1 404 Not Found\ncontent-type: text/html\n\n<html>nothing here</html>")),
    ("wrong-url", "likely", Terraform("Error: Auth Error: 404 -  ()")),
    ("rate-limit", "certain", Response("HTTP/2 429\nretry-after: 17\n\n{\"code\":\"too.many.requests.retry.after\",\"status\":429}")),
    ("rate-limit", "certain", Terraform("Error: Auth Error: 400 - invalid_request (rate limit exceeded; retry in 3 seconds)")),
    (
        "ip-list",
        "certain",
        Response(
            r#"{"code":"ip.not.authorized","message":"Requests originating from this IP address are not authorized: [198.51.100.7]","status":401}"#,
        ),
    ),
    ("ip-list", "possible", Response(BAD)),
    ("disabled-client", "certain", Response(r#"{"error":"invalid_client","error_description":"client is not active"}"#)),
    ("disabled-client", "possible", Response(BAD)),
    (
        "password-under-sso",
        "certain",
        Response(r#"{"error":"invalid_grant","error_description":"this organization lets people in through single sign-on only"}"#),
    ),
    (
        "password-under-sso",
        "likely",
        Curl(
            "curl -u a:b -d 'grant_type=password&username=u&password=p' https://login.mypurecloud.de/oauth/token\nHTTP/1.1 400\n\n{\"error\":\"invalid_grant\",\"error_description\":\"no\"}",
        ),
    ),
    (
        "wrong-grant",
        "likely",
        Response(
            r#"{"error":"unauthorized_client","error_description":"the client is registered for the grant CODE, not CLIENT-CREDENTIALS"}"#,
        ),
    ),
    ("wrong-grant", "possible", Response(r#"{"error":"invalid_request","error_description":"grant_type is missing"}"#)),
    ("bad-secret", "likely", Response(AUTHENTICATION)),
    ("bad-secret", "likely", Terraform("Error: Auth Error: 400 - invalid_client (authentication failed)")),
    (
        "person-not-active",
        "certain",
        Response(r#"{"error":"invalid_grant","error_description":"the person is not active in this organization"}"#),
    ),
    ("rotated-secret", "possible", Response(AUTHENTICATION)),
    ("expired-token", "likely", Response(BAD)),
    ("expired-token", "likely", Curl("curl -H 'Authorization: Bearer eyJh.eyJz.sig' https://api.mypurecloud.de/api/v2/tokens/me")),
    (
        "scope-enforcement",
        "certain",
        Response(
            r#"{"message":"App not authorized to use scope [telephony:readonly, telephony]","code":"app.not.authorized.for.scope","status":403}"#,
        ),
    ),
    ("missing-permission", "certain", Terraform(MISSING)),
    (
        "missing-permission",
        "possible",
        Response(r#"{"code":"not.authorized","message":"You are not authorized to perform the requested action.","status":403}"#),
    ),
    (
        "wrong-division",
        "certain",
        Response(
            r#"{"message":"Unable to perform the requested action. You are missing the following permission 'directory:user:edit' in the provided division(s).","status":403}"#,
        ),
    ),
    ("wrong-division", "certain", Response(r#"{"code":"missing.division.permissions","status":403}"#)),
    (
        "permission-not-in-organization",
        "possible",
        Response(r#"{"code":"missing.any.permissions","message":"… assigned: [botbuilder:thing:view]","status":403}"#),
    ),
    ("user-context", "certain", Response(r#"{"code":"not.a.user","status":400}"#)),
    ("user-context", "likely", Response(r#"{"status":403,"code":"forbidden","message":"Access to Conversation 3b55e190 is forbidden."}"#)),
    (
        "access-policy",
        "certain",
        Response(
            r#"{"code":"authz.policy.denied","message":"Unable to perform the requested action. Your organization's security policies have denied access. Policy ID(s): [p1]","status":403}"#,
        ),
    ),
    ("access-policy", "possible", Response(r#"{"code":"not.authorized","status":403}"#)),
    ("eventual-consistency", "possible", Terraform(MISSING)),
    ("idle-token", "possible", Response(BAD)),
    ("unknown-path", "certain", Curl("curl -H 'Authorization: Bearer x' https://api.mypurecloud.de/api/v2/user/7")),
    ("unknown-path", "certain", Curl("curl -X DELETE -H 'Authorization: Bearer x' https://api.mypurecloud.de/api/v2/users")),
    ("unknown-path", "possible", Response(NOT_FOUND)),
    (
        "not-there",
        "likely",
        Curl(
            "curl -i -H 'Authorization: Bearer x' https://api.mypurecloud.de/api/v2/users/7\nHTTP/1.1 404\n\n{\"code\":\"not.found\",\"status\":404}",
        ),
    ),
    ("not-there", "likely", Response(r#"{"code":"general.resource.not.found","status":404}"#)),
    ("wrong-region", "likely", Response(UNKNOWN)),
    ("wrong-region", "certain", Curl("curl -u a:b -d grant_type=client_credentials https://login.mypurecloud.eu/oauth/token")),
    ("unknown-client", "likely", Response(UNKNOWN)),
    ("unknown-client", "possible", Response(BAD)),
    ("wrong-grant", "likely", Curl("curl -u a:b https://login.mypurecloud.de/oauth/token")),
    ("wrong-grant", "likely", Curl("curl -u a:b -d grant_type=client-credentials https://login.mypurecloud.de/oauth/token")),
    ("wrong-grant", "likely", Curl("curl -u a:b -d '{\"grant_type\":\"client_credentials\"}' https://login.mypurecloud.de/oauth/token")),
    ("wrong-grant", "likely", Response(r#"{"error":"invalid_grant","description":"authorization code not found"}"#)),
];

/// What does not fire although it looks alike.
const SILENT: &[(&str, Given)] = &[
    ("missing-token", Response(BAD)),
    ("missing-token", Curl("curl -u a:b -d grant_type=client_credentials https://login.mypurecloud.de/oauth/token")),
    ("wrong-url", Curl("curl -u a:b -d grant_type=client_credentials https://login.mypurecloud.de/oauth/token")),
    (
        "wrong-url",
        Curl(
            "curl -i -H 'Authorization: Bearer x' http://127.0.0.1:8080/api/v2/users/7\nHTTP/1.1 404\n\n{\"code\":\"not.found\",\"status\":404}",
        ),
    ),
    ("wrong-url", Curl("curl http://127.0.0.1:8080/postern/health")),
    ("wrong-url", Response(UNKNOWN)),
    ("rate-limit", Response(BAD)),
    ("ip-list", Response(AUTHENTICATION)),
    ("disabled-client", Response(UNKNOWN)),
    ("password-under-sso", Response(AUTHENTICATION)),
    ("person-not-active", Response(r#"{"error":"invalid_client","error_description":"client is not active"}"#)),
    ("person-not-active", Response(BAD)),
    ("wrong-grant", Response(AUTHENTICATION)),
    ("wrong-grant", Terraform("Error: Auth Error: 400 - invalid_request (rate limit exceeded; retry in 3 seconds)")),
    ("bad-secret", Response(UNKNOWN)),
    ("bad-secret", Response(BAD)),
    ("rotated-secret", Response(BAD)),
    ("expired-token", Response(r#"{"code":"ip.not.authorized","status":401}"#)),
    ("expired-token", Response(AUTHENTICATION)),
    ("scope-enforcement", Terraform(MISSING)),
    ("missing-permission", Response(r#"{"code":"app.not.authorized.for.scope","status":403}"#)),
    ("missing-permission", Response(r#"{"code":"missing.division.permission","status":403}"#)),
    ("wrong-division", Terraform(MISSING)),
    ("permission-not-in-organization", Terraform(MISSING)),
    ("user-context", Terraform(MISSING)),
    ("access-policy", Terraform(MISSING)),
    ("eventual-consistency", Response(BAD)),
    ("idle-token", Response(AUTHENTICATION)),
    ("unknown-path", Curl("curl -H 'Authorization: Bearer x' https://api.mypurecloud.de/api/v2/users/7")),
    ("not-there", Response(UNKNOWN)),
    ("not-there", Response(BAD)),
    ("wrong-region", Response(AUTHENTICATION)),
    ("wrong-region", Curl("curl -u a:b -d grant_type=client_credentials https://login.mypurecloud.de/oauth/token")),
    ("unknown-client", Response(AUTHENTICATION)),
    ("wrong-region", Curl("curl -H 'Authorization: Bearer x' https://genesys-gateway.bank.example/api/v2/users")),
    ("missing-permission", Response("HTTP/1.1 403 Forbidden\r\nServer: CloudFront\r\n\r\n<html>Request blocked</html>")),
    ("missing-token", Curl("curl -n https://api.mypurecloud.de/api/v2/users")),
];

fn leaked(text: &str) -> &'static str {
    text.to_owned().leak()
}

#[test]
fn each_cause_fires_on_what_it_is_for() {
    for (at, (cause, likelihood, given)) in FIRES.iter().enumerate() {
        let found = given.causes();
        let place = found.iter().position(|found| found == &(*cause, *likelihood));
        assert!(place.is_some(), "row {at}: {cause} {likelihood}: {found:?}");
        let shares = ["unknown-client"];
        assert!(*likelihood == "possible" || shares.contains(cause) || place == Some(0), "row {at}: {cause}: {found:?}");
    }
}

#[test]
fn no_cause_fires_on_what_looks_alike() {
    for (at, (cause, given)) in SILENT.iter().enumerate() {
        let found = given.causes();
        assert!(!found.iter().any(|(found, _)| found == cause), "row {at}: {cause}: {found:?}");
    }
}

#[test]
fn each_cause_is_tried_both_ways() {
    let all: BTreeSet<&str> = causes::ALL.iter().map(|cause| cause.name).collect();
    assert_eq!(all.len(), causes::ALL.len(), "names are unique");
    assert_eq!(FIRES.iter().map(|(cause, ..)| *cause).collect::<BTreeSet<_>>(), all);
    assert_eq!(SILENT.iter().map(|(cause, _)| *cause).collect::<BTreeSet<_>>(), all);
}

#[test]
fn what_was_answered_well_has_no_cause() {
    let given = Curl("curl -i -H 'Authorization: Bearer x' https://api.mypurecloud.de/api/v2/tokens/me\nHTTP/1.1 200 OK\n\n{}");
    assert_eq!(given.causes(), []);
}
