use postern_model::{Client, ClientState, GrantType, Id, Settings, Timestamp};

use super::{AuthorizeRequest, Chosen, LoginHint, Query, ResponseType, ReturnTo, client_id, scheme};

const ADDRESS: &str = "https://app.example/callback";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn client(redirect_uris: &[&str]) -> Client {
    Client {
        id: id(),
        name: "Wallboard".to_owned(),
        description: None,
        grant_type: GrantType::Code,
        grant_type_spelling: None,
        token_seconds: 3600,
        redirect_uris: redirect_uris.iter().map(|uri| (*uri).to_owned()).collect(),
        scope: Vec::new(),
        state: ClientState::Active,
        secret_hash: [0; 32],
        secret_made: Timestamp(0),
        date_to_delete: None,
        date_created: Timestamp(0),
        date_modified: Timestamp(0),
        created_by: None,
        modified_by: None,
        tokens_from: None,
    }
}

fn id() -> Id<Client> {
    Id::parse("00000000-0000-4000-8000-000000000007").unwrap()
}

fn address(registered: &[&str], query: &str) -> Result<String, String> {
    ReturnTo::read(&Query::parse(query), &client(registered)).map(|to| to.redirect_uri).map_err(|bad| bad.title.to_owned())
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[test]
fn an_address_matches_character_for_character_or_not_at_all() {
    assert_eq!(address(&[ADDRESS], &format!("redirect_uri={}", encoded(ADDRESS))), Ok(ADDRESS.to_owned()));
    for other in [
        "https://app.example/callback/",
        "https://app.example/Callback",
        "https://APP.example/callback",
        "https://app.example/callback?a=b",
        "https://app.example/callback#x",
        "https://app.example/callback/../evil",
        "https://app.example/",
        "http://app.example/callback",
        "https://app.example:443/callback",
        "https://app.example.evil.example/callback",
        "https://app.example@evil.example/callback",
        "https://app.example/callbackevil",
        " https://app.example/callback",
        "https://app.example/callback\n",
    ] {
        let query = format!("redirect_uri={}", encoded(other));
        assert_eq!(address(&[ADDRESS], &query), Err("Redirect address not registered".to_owned()), "{other}");
    }
}

#[test]
fn an_address_is_named_even_if_there_is_only_one_and_named_once() {
    assert_eq!(address(&[ADDRESS], "redirect_uri="), Err("Missing redirect address".to_owned()));
    assert_eq!(address(&[ADDRESS], ""), Err("Missing redirect address".to_owned()));
    let twice = format!("redirect_uri={0}&redirect_uri={0}", encoded(ADDRESS));
    assert_eq!(address(&[ADDRESS], &twice), Err("Ambiguous redirect address".to_owned()));
}

#[test]
fn nobody_is_sent_to_an_address_that_is_no_place() {
    for bad in [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://app.example/#x",
        "https:app.example",
        "/callback",
        "//app.example/",
        "https://app.example/ä",
    ] {
        assert_eq!(address(&[bad], &format!("redirect_uri={}", encoded(bad))), Err("Unusable redirect address".to_owned()), "{bad}");
    }
    for good in ["com.example.app:/callback", "myapp://callback", "http://[::1]:8080/callback"] {
        assert_eq!(address(&[good], &format!("redirect_uri={}", encoded(good))), Ok(good.to_owned()));
    }
    assert_eq!(scheme("HTTPS://app.example/").as_deref(), Some("https"));
}

#[test]
fn an_answer_goes_behind_what_the_address_has_already() {
    let to = |redirect_uri: &str, fragment| ReturnTo {
        redirect_uri: redirect_uri.to_owned(),
        fragment,
        state: Some("a b+c&d=é\r\n<".to_owned()),
    };
    let answer = [("code", "x/y")];
    let state = "state=a%20b%2Bc%26d%3D%C3%A9%0D%0A%3C";
    assert_eq!(to(ADDRESS, false).address(&answer), format!("{ADDRESS}?code=x%2Fy&{state}"));
    assert_eq!(to("https://app.example/?a=b", false).address(&answer), format!("https://app.example/?a=b&code=x%2Fy&{state}"));
    assert_eq!(to("https://app.example/?", false).address(&answer), format!("https://app.example/?code=x%2Fy&{state}"));
    assert_eq!(to("https://app.example/?a=b", true).address(&answer), format!("https://app.example/?a=b#code=x%2Fy&{state}"));
}

#[test]
fn the_client_is_named_once_by_its_id() {
    assert_eq!(client_id(&Query::parse(&format!("client_id={}", id()))), Ok(id()));
    for (query, text) in [
        ("", "The parameter client_id is missing. Send the id of an OAuth client."),
        ("client_id=", "The parameter client_id is missing. Send the id of an OAuth client."),
        ("client_id=wallboard", "The parameter client_id is not the id of an OAuth client: those are UUIDs."),
        ("client_id=a&client_id=b", "The parameter client_id appears more than once in the address. Send it once."),
    ] {
        assert_eq!(client_id(&Query::parse(query)).map_err(|bad| bad.text), Err(text.to_owned()), "{query}");
    }
}

fn read(query: &str) -> Result<AuthorizeRequest, String> {
    let query = format!("redirect_uri={}&{query}", encoded(ADDRESS));
    let query = Query::parse(&query);
    let to = ReturnTo::read(&query, &client(&[ADDRESS])).unwrap();
    AuthorizeRequest::read(&query, &Settings::default(), &to).map_err(|bad| format!("{}: {}", bad.error, bad.description))
}

#[test]
fn a_good_request_is_read() {
    let query = format!(
        "response_type=code&code_challenge={CHALLENGE}&code_challenge_method=S256&org=acme&provider=okta&login_hint=a%40b.example:acme&prompt=login&scope=all&unknown=1"
    );
    let expected = AuthorizeRequest {
        response_type: ResponseType::Code,
        challenge: Some(CHALLENGE.to_owned()),
        chosen: Some(Chosen { organization: "acme".to_owned(), provider: "okta".to_owned() }),
        hint: LoginHint { email: Some("a@b.example".to_owned()), organization: Some("acme".to_owned()) },
        anew: true,
    };
    assert_eq!(read(&query), Ok(expected));
}

#[test]
fn a_bad_request_is_refused_in_words() {
    let long = format!("response_type=code&state={}", "a".repeat(4097));
    for (query, text) in [
        ("", "invalid_request: parameter `response_type` is missing"),
        ("response_type=id_token", "unsupported_response_type: response type `id_token` is not supported; supported: code, token"),
        ("response_type=code%20token", "unsupported_response_type: response type `code token` is not supported; supported: code, token"),
        ("response_type=code&response_type=token", "invalid_request: parameter `response_type` appears more than once"),
        ("response_type=code&state=a&state=b", "invalid_request: parameter `state` appears more than once"),
        ("response_type=code&prompt=none", "invalid_request: `prompt` can only be `login`"),
        ("response_type=code&org=acme", "invalid_request: `org` and `provider` go together: send both or neither"),
        ("response_type=code&provider=okta", "invalid_request: `org` and `provider` go together: send both or neither"),
        (
            "response_type=code&target=00000000-0000-0000-0000-000000000001",
            "invalid_request: `target` is not built in this version of Postern: nobody enters another organization",
        ),
        (&long, "invalid_request: `state` is too long"),
    ] {
        assert_eq!(read(query), Err(text.to_owned()), "{query:.80}");
    }
}

#[test]
fn a_challenge_is_of_method_s256_or_refused() {
    let plain = "invalid_request: `code_challenge_method` must be S256; without it the method would be `plain`";
    let form = "invalid_request: `code_challenge` is not of method S256: 43 characters of base64url, without padding";
    for (query, text) in [
        (format!("response_type=code&code_challenge={CHALLENGE}"), plain),
        (format!("response_type=code&code_challenge={CHALLENGE}&code_challenge_method=plain"), plain),
        (format!("response_type=code&code_challenge={CHALLENGE}&code_challenge_method=s256"), plain),
        (format!("response_type=code&code_challenge={CHALLENGE}%3D&code_challenge_method=S256"), form),
        ("response_type=code&code_challenge=short&code_challenge_method=S256".to_owned(), form),
        (
            "response_type=code&code_challenge_method=S256".to_owned(),
            "invalid_request: `code_challenge_method` was sent without `code_challenge`",
        ),
        (
            format!("response_type=token&code_challenge={CHALLENGE}&code_challenge_method=S256"),
            "invalid_request: `code_challenge` goes with `response_type=code` only",
        ),
    ] {
        assert_eq!(read(&query), Err(text.to_owned()), "{query}");
    }
}

#[test]
fn a_hint_names_a_person_an_organization_or_both() {
    let hint = |text: &str| {
        let LoginHint { email, organization } = LoginHint::parse(text);
        (email.unwrap_or_default(), organization.unwrap_or_default())
    };
    assert_eq!(hint("a@b.example"), ("a@b.example".to_owned(), String::new()));
    assert_eq!(hint("acme"), (String::new(), "acme".to_owned()));
    assert_eq!(hint("a@b.example:acme"), ("a@b.example".to_owned(), "acme".to_owned()));
    assert_eq!(hint(":acme"), (String::new(), "acme".to_owned()));
}

#[test]
fn parameters_are_dropped_and_the_others_stay_as_they_were_sent() {
    let query = Query::parse("a=%41&prompt=login&state=x%0D%0Ay+z&&%70rompt=login&org=o");
    assert_eq!(query.without(&["prompt", "org"]), "a=%41&state=x%0D%0Ay+z");
}
