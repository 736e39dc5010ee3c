//! What readers make of what people have in hand, and what they never keep.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up should stop loudly")]

use postern_explain::{Presented, Seen, Shape, read};
use proptest::prelude::*;
use serde_json::json;

const SECRET: &str = "s3cr3t-v4lue";
const ID: &str = "3b55e190-0000-4000-8000-000000000001";

fn curl(text: &str) -> Seen {
    read::curl::read(text).unwrap()
}

#[test]
fn a_command_is_read_with_quotes_line_breaks_and_clusters() {
    let seen = curl(&format!(
        "$ curl -sSX PATCH \\\n  \"https://api.mypurecloud.de/api/v2/users/{ID}?expand=x\" \\\n  -H 'Authorization: Bearer {SECRET}' \\\n  \
         -H \"Content-Type: application/json\" --data-raw '{{\"name\":\"A\\nB\",\"divisionId\":\"{ID}\",\"password\":\"{SECRET}\"}}'\n"
    ));
    let expected = Seen {
        method: Some("PATCH".to_owned()),
        host: Some("api.mypurecloud.de".to_owned()),
        path: Some(format!("/api/v2/users/{ID}")),
        presented: Presented::Bearer,
        body: Some(json!({ "divisionId": ID })),
        ..Seen::default()
    };
    assert_eq!(seen, expected);
}

#[test]
fn a_token_request_gives_grant_and_client_and_no_secret() {
    let form = "-d grant_type=client_credentials https://login.mypurecloud.de/oauth/token";
    let basic = "aWQtMTpzM2NyM3QtdjRsdWU=";
    for command in [
        format!("curl -u id-1:{SECRET} {form}"),
        format!("curl -uid-1:{SECRET} {form}"),
        format!(
            "curl --user 'id-1:{SECRET}' --data-urlencode grant_type=client_credentials --url https://login.mypurecloud.de/oauth/token"
        ),
        format!("curl -H \"authorization: basic {basic}\" {form}"),
        format!("curl -d client_id=id-1 -d 'client_secret={SECRET}' {form}"),
        format!("curl https://id-1:{SECRET}@login.mypurecloud.de/oauth/token -d grant_type=client_credentials"),
        format!("/usr/bin/curl -o /dev/null -w '%{{http_code}}' -u id-1:{SECRET} {form}\n400"),
    ] {
        let seen = curl(&command);
        assert_eq!(seen.method.as_deref(), Some("POST"), "{command}");
        assert_eq!((seen.grant.as_deref(), seen.client.as_deref()), (Some("client_credentials"), Some("id-1")), "{command}");
        assert_eq!((seen.presented, seen.path.as_deref()), (Presented::Basic, Some("/oauth/token")), "{command}");
        assert!(!format!("{seen:?}").contains(SECRET), "{command}");
    }
}

#[test]
fn of_a_query_only_ids_of_what_is_touched_are_kept() {
    let kept = vec![("flow".to_owned(), ID.to_owned())];
    let token = ID.replace('-', "");
    let query = format!("flow={ID}&access_token={ID}&client_secret={token}&name=Ann&flow={SECRET}");
    assert_eq!(read::queried(&query), kept);
    let url = format!("https://api.mypurecloud.de/api/v2/flows/actions/publish?{query}");
    let wrapped = json!({ "status": 403, "method": "POST", "path": format!("/api/v2/flows/actions/publish?{query}"), "body": {} });
    for seen in [curl(&format!("curl -X POST '{url}'")), read::response::read(&wrapped.to_string()).unwrap()] {
        assert_eq!((seen.path.as_deref(), seen.query), (Some("/api/v2/flows/actions/publish"), kept.clone()));
    }
}

#[test]
fn variables_are_not_taken_for_names() {
    let seen = curl("curl -u \"$ID:$SECRET\" -d grant_type=client_credentials \"https://login.${REGION}/oauth/token\"");
    assert_eq!((seen.client, seen.host, seen.path.as_deref()), (None, None, Some("/oauth/token")));
    assert_eq!(curl("curl -H 'Authorization: Bearer ' https://h/api/v2/users").presented, Presented::Empty);
    assert_eq!(curl("curl -H 'Authorization: Bearer eyJa.eyJb.c' https://h/api/v2/users").presented, Presented::Jwt);
}

#[test]
fn data_with_get_goes_into_the_query() {
    assert_eq!(curl("curl -G -d pageSize=3 https://h/api/v2/users").method.as_deref(), Some("GET"));
    assert_eq!(curl("curl -sG -d pageSize=3 https://h/api/v2/users").method.as_deref(), Some("GET"));
    assert_eq!(curl("curl -I https://h/api/v2/tokens/me").method.as_deref(), Some("HEAD"));
    assert_eq!(curl("curl https://h/api/v2/users | jq .").path.as_deref(), Some("/api/v2/users"));
}

#[test]
fn what_a_command_printed_is_read_too() {
    let body = "{\"code\":\"not.a.user\",\"status\":400,\"contextId\":\"c\"}";
    let seen = curl(&format!(
        "curl -i -H \"Authorization: Bearer $T\" https://h/api/v2/users/me\nHTTP/1.1 400 Bad Request\nININ-Correlation-Id: x\n\n{body}"
    ));
    assert_eq!((seen.status, seen.code.as_deref(), seen.correlation.as_deref()), (Some(400), Some("not.a.user"), Some("c")));
    let plain = curl(&format!("curl -H \"Authorization: Bearer $T\" https://h/api/v2/users/me\n{body}\n"));
    assert_eq!((plain.status, plain.path.as_deref()), (Some(400), Some("/api/v2/users/me")));
}

#[test]
fn a_command_that_is_none_is_told_so() {
    for (text, why) in [
        ("wget https://h/", "no line of it begins with `curl`"),
        ("curling is a sport", "no line of it begins with `curl`"),
        ("curl 'https://h/", "a quote of the command is never closed"),
        ("curl -X POST", "the command names no address"),
    ] {
        assert_eq!(read::curl::read(text).unwrap_err().why, why, "{text}");
    }
}

#[test]
fn an_answer_is_read_in_each_form() {
    let body = "{\"message\":\"m\",\"code\":\"c.d\",\"status\":403,\"contextId\":\"id\"}";
    let wrapped = format!("{{\"status\":403,\"headers\":{{\"ININ-Correlation-Id\":[\"h\"]}},\"body\":{body}}}");
    let as_text = format!("{{\"status\":\"403\",\"headers\":{{}},\"body\":{}}}", json!(body));
    let verbose = format!(
        "* Connected to h\n> GET /api/v2/users HTTP/1.1\n> Host: h\n> Authorization: Bearer {SECRET}\n>\n< HTTP/1.1 403 Forbidden\n< ININ-Correlation-Id: h\n<\n{{ [9 bytes data]\n{body}\n* Connection left intact"
    );
    let proxied = format!("HTTP/1.1 200 Connection established\n\nHTTP/2 403\ncontent-type: application/json\n\n{body}");
    let buried = format!("ApiException: (403)\nReason: Forbidden\nHTTP response body: {body}\n");
    for text in [body.to_owned(), wrapped, as_text, verbose, proxied, buried] {
        let seen = read::response::read(&text).unwrap();
        let read = (seen.status, seen.code.as_deref(), seen.message.as_deref(), seen.correlation.as_deref(), seen.shape);
        assert_eq!(read, (Some(403), Some("c.d"), Some("m"), Some("id"), Shape::Json), "{text}");
        assert!(!format!("{seen:?}").contains(SECRET), "{text}");
    }
    let html = read::response::read("<!doctype html><p>nothing").unwrap();
    assert_eq!((html.shape, html.status), (Shape::Html, None));
    let token = read::response::read(&format!("HTTP/1.1 200 OK\n\n{{\"access_token\":\"{SECRET}\",\"token_type\":\"bearer\"}}")).unwrap();
    assert!(token.refused() == Some(false) && !format!("{token:?}").contains(SECRET));
    for text in ["", "hello", "{\"a\":1}"] {
        assert_eq!(read::response::read(text).unwrap_err().why, "neither a status nor an error of the platform stands in it", "{text}");
    }
}

/// As a terminal shows it: framed, coloured and wrapped.
const FRAMED: &str = "genesyscloud_routing_queue.cards: Creating...\n\u{1b}[31m╷\u{1b}[0m\u{1b}[0m\n\
\u{1b}[31m│\u{1b}[0m \u{1b}[0m\u{1b}[1m\u{1b}[31mError: \u{1b}[0m\u{1b}[0m\u{1b}[1mFailed to create queue Cards | error: API Error: 403 - Unable to perform\u{1b}[0m\n\
│ the requested action. You must have at least one of the following permissions\n\
│ assigned: [routing:queue:add] (3b55e190-0000-4000-8000-000000000001)\n│ \n\
│   with module.line[\"Cards\"].genesyscloud_routing_queue.cards,\n│   on main.tf line 12, in resource \"genesyscloud_routing_queue\" \"cards\":\n\
│   12: resource \"genesyscloud_routing_queue\" \"cards\" {\n│ \n\
│ {\"resourceType\":\"genesyscloud_routing_queue\",\"method\":\"POST\",\"path\":\"/api/v2/routing/queues\",\"statusCode\":403,\"errorMessage\":\"API\n\
│ Error: 403 - Unable to perform the requested action. (3b55e190-0000-4000-8000-000000000001)\",\"correlationId\":\"3b55e190-0000-4000-8000-000000000001\"}\n╵\n";

#[test]
fn a_terraform_error_is_read_from_its_frame() {
    let [seen] = &read::terraform::read(FRAMED).unwrap()[..] else { panic!("one error") };
    let message =
        "Unable to perform the requested action. You must have at least one of the following permissions assigned: [routing:queue:add]";
    let expected = Seen {
        method: Some("POST".to_owned()),
        path: Some("/api/v2/routing/queues".to_owned()),
        presented: Presented::Bearer,
        status: Some(403),
        shape: Shape::Json,
        message: Some(message.to_owned()),
        correlation: Some(ID.to_owned()),
        resource: Some("module.line[\"Cards\"].genesyscloud_routing_queue.cards".to_owned()),
        ..Seen::default()
    };
    assert_eq!(seen, &expected);
    assert_eq!(seen.permissions(), ["routing:queue:add"]);
}

#[test]
fn every_error_of_a_run_is_read_once() {
    let twice = format!("{FRAMED}{}{FRAMED}", FRAMED.replace("routing:queue:add", "routing:queue:edit").replace("\"POST\"", "\"PUT\""));
    let found = read::terraform::read(&twice).unwrap();
    assert_eq!(found.iter().map(|seen| seen.permissions()).collect::<Vec<_>>(), [["routing:queue:add"], ["routing:queue:edit"]]);
    let auth =
        read::terraform::read("│ Error: Auth Error: 400 - invalid_client (authentication failed)\n│ \n│   with provider[\"registry\"],\n")
            .unwrap();
    let read: Vec<_> = auth.iter().map(|seen| (seen.status, seen.error.as_deref(), seen.description.as_deref())).collect();
    assert_eq!(read, [(Some(400), Some("invalid_client"), Some("authentication failed"))]);
    let other = read::terraform::read("Error: Unsupported argument\n").unwrap_err();
    assert_eq!(other.why, "neither `API Error: ` nor `Auth Error: ` stands in it");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is given, nothing stops; and nothing that stands where a secret stands is kept.
    #[test]
    fn readers_never_stop(text in "(curl |Error: |HTTP/1.1 403\\n|\\{\"|│ |API Error: 4| - |\\PC|\n|'|\"|\\\\|:|-[a-zA-Z]){0,40}") {
        _ = read::curl::read(&text);
        _ = read::response::read(&text);
        _ = read::terraform::read(&text);
    }

    #[test]
    fn secrets_are_not_kept(secret in "[A-Za-z0-9_-]{24,60}") {
        for command in [
            format!("curl -u id:{secret} https://h/oauth/token"),
            format!("curl -H 'Authorization: Bearer {secret}' 'https://h/api/v2/users?access_token={secret}#{secret}'"),
            format!("curl -d 'client_secret={secret}&password={secret}&code={secret}&assertion={secret}' https://h/oauth/token"),
            format!("curl --json '{{\"newPassword\":\"{secret}\"}}' --oauth2-bearer {secret} -b 'session={secret}' https://h/api/v2/users"),
        ] {
            let kept = format!("{:?}", read::curl::read(&command).unwrap());
            prop_assert!(!kept.contains(&secret), "{}", kept);
        }
    }
}

#[test]
fn what_was_given_keeps_its_secrets_to_itself() {
    let told = |seen: &Seen| format!("{seen:?}");
    let log = "ERROR request headers: Authorization: Bearer LEAKTOKEN-abcdef client_secret=LEAKSECRET -> 401 Invalid login credentials.";
    let terraform = "Error: Failed to read X error: API Error: 403 - You are missing the following permission(s): [audits:audit:view]\n\n\
                     with data.x.y,\n  on main.tf line 9, in provider \"genesyscloud\":\n   9: oauthclient_secret = \"LEAKSECRET\"\n";
    let auth = "Error: Auth Error: 400 - invalid_client\n\n  on main.tf line 9, in provider \"genesyscloud\":\n   9: provider \"genesyscloud\" { oauthclient_secret = \"LEAKSECRET\" }\n";
    let curl = "curl https://api.mypurecloud.de/api/v2/users\nexport GENESYSCLOUD_OAUTHCLIENT_SECRET=LEAKSECRET Invalid login credentials";
    let mut seen = vec![read::response::read(log).unwrap(), read::curl::read(curl).unwrap()];
    for text in [terraform, auth] {
        seen.extend(read::terraform::read(text).unwrap());
    }
    assert_eq!(seen.len(), 4);
    for seen in &seen {
        assert!(!told(seen).contains("LEAK"), "{}", told(seen));
    }
    assert_eq!(seen[3].error.as_deref(), Some("invalid_client"));
    // Permissions are none.
    let all = read::response::read("403: You are missing the following permission(s): [admin, authorization:grant:add]").unwrap();
    assert!(all.message.unwrap().contains("authorization:grant:add"));
}

#[test]
fn a_command_that_takes_its_token_from_elsewhere_is_not_one_without() {
    let presented = |command: &str| read::curl::read(command).unwrap_or_else(|misread| panic!("{command}: {misread}")).presented;
    let url = "https://api.mypurecloud.de/api/v2/users";
    for elsewhere in ["-n", "-K auth.conf", "-H @headers.txt", "-H \"$AUTH\"", "--netrc-file x"] {
        assert_eq!(presented(&format!("curl {elsewhere} {url}")), Presented::Bearer, "{elsewhere}");
    }
    assert_eq!(presented("curl -n https://login.mypurecloud.de/oauth/token -d grant_type=client_credentials"), Presented::Basic);
    for bearer in ["-H $'Authorization: Bearer abc'", "^\n -H \"Authorization: Bearer abc\"", "`\n -H \"Authorization: Bearer abc\""] {
        assert_eq!(presented(&format!("curl -s {bearer} {url}")), Presented::Bearer, "{bearer}");
    }
    assert_eq!(presented(&format!("curl {url}")), Presented::Nothing);
    for before in ["sudo ", "TOKEN=x ", "export X=1; "] {
        assert_eq!(presented(&format!("{before}curl -H \"Authorization: Bearer abc\" {url}")), Presented::Bearer, "{before}");
    }
}

#[test]
fn a_redirect_and_a_page_for_people_say_nothing() {
    let refused = |answer: &str| read::response::read(answer).unwrap().refused();
    assert_eq!(refused("HTTP/1.1 302 Found\r\nLocation: https://apps.mypurecloud.com/\r\n\r\n"), None);
    assert_eq!(refused("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Please sign in</html>"), None);
    assert_eq!(refused("HTTP/1.1 200 OK\r\n\r\n{}"), Some(false));
}
