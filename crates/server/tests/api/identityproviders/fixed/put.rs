use postern_org::demo::certificates::{GENERIC, OKTA, SPARE};
use serde_json::{Value, json};

use super::{
    super::{certificate, record, with},
    KINDS,
};
use crate::harness::{Local, options};

#[tokio::test]
async fn every_kind_answers_short_and_reads_back_what_was_sent() {
    let local = Local::start().await;
    for kind in KINDS {
        let path = format!("/api/v2/identityproviders/{kind}");
        let reply = local.admin.put(&path, record()).await;
        assert_eq!(reply.outcome(), "200", "{kind}");
        let whole = with(json!({ "id": kind, "selfUri": path }));
        let short = json!({ "id": kind, "name": "Harbour", "disabled": false, "selfUri": path });
        assert_eq!(reply.body, if kind == "identitynow" { whole.clone() } else { short }, "{kind}");
        assert_eq!(local.admin.get(&path).await.body, whole, "{kind}");
    }
}

#[tokio::test]
async fn fields_of_one_kind_only_are_kept_there_and_refused_elsewhere() {
    let local = Local::start().await;
    for (field, kind) in [("endpointCompression", "generic"), ("autoProvisionUsers", "pureengage")] {
        let body = with(json!({ field: true }));
        assert_eq!(local.admin.put(&format!("/api/v2/identityproviders/{kind}"), body.clone()).await.status, 200);
        assert_eq!(local.admin.get(&format!("/api/v2/identityproviders/{kind}")).await.body[field], true);
        assert_eq!(local.admin.put("/api/v2/identityproviders/okta", body).await.outcome(), "400 invalid.property");
    }
    assert_eq!(local.admin.put("/api/v2/identityproviders/purecloud", record()).await.outcome(), "400 invalid.property");
}

#[tokio::test]
async fn of_several_certificates_none_stands_alone() {
    let local = Local::start().await;
    let path = "/api/v2/identityproviders/generic";
    local.admin.put(path, record()).await;
    assert_eq!(local.admin.put(path, with(json!({ "certificates": [SPARE, GENERIC] }))).await.status, 200);
    let read = local.admin.get(path).await.body;
    assert_eq!((read.get("certificate"), &read["certificates"]), (None, &json!([SPARE, GENERIC])));
    local.admin.put(path, with(json!({ "certificate": null }))).await;
    let read = local.admin.get(path).await.body;
    assert_eq!((read.get("certificate"), &read["certificates"]), (None, &json!([OKTA])));
}

async fn refusal(local: &Local, kind: &str, changes: Value) -> String {
    let reply = local.admin.put(&format!("/api/v2/identityproviders/{kind}"), with(changes)).await;
    format!("{}: {}", reply.outcome(), reply.message())
}

#[tokio::test]
async fn a_target_that_is_not_https_is_refused() {
    let local = Local::start().await;
    let expected = "400 invalid.target.url: `ssoTargetURI` must be an https address, such as `https://login.example.com/saml`";
    let targets =
        ["http://idp.example/sso", "https://", "https:///sso", "https://idp .example", "idp.example", "javascript:alert(1)", "", "ä"];
    for target in targets {
        assert_eq!(refusal(&local, "okta", json!({ "ssoTargetURI": target })).await, expected, "{target}");
    }
    assert_eq!(refusal(&local, "okta", json!({ "ssoTargetURI": null })).await, expected);
}

#[tokio::test]
async fn an_issuer_must_be_named() {
    let local = Local::start().await;
    for issuer in [Value::Null, "".into()] {
        let expected = "400 missing.issuer.uri: `issuerURI` must be given: the entity id of the identity provider";
        assert_eq!(refusal(&local, "adfs", json!({ "issuerURI": issuer })).await, expected);
    }
}

#[tokio::test]
async fn the_generic_kind_needs_a_name_and_the_others_do_not() {
    let local = Local::start().await;
    for name in [Value::Null, "".into(), " ".into()] {
        assert_eq!(refusal(&local, "generic", json!({ "name": name })).await, "400 missing.provider.name: `name` must be given");
        assert_eq!(refusal(&local, "okta", json!({ "name": name })).await, "200: ");
    }
}

#[tokio::test]
async fn a_logo_of_more_than_25_kb_is_refused() {
    let local = Local::start().await;
    // 25,600 bytes are 34,134 characters of base64 and two of padding.
    let most = format!("{}==", "A".repeat(34_134));
    assert_eq!(refusal(&local, "generic", json!({ "logoImageData": most })).await, "200: ");
    let text = "400 provider.logo.too.large: `logoImageData` holds 25601 bytes; a logo may have at most 25600";
    assert_eq!(refusal(&local, "generic", json!({ "logoImageData": "A".repeat(34_135) })).await, text);
}

#[tokio::test]
async fn a_name_id_format_has_its_own_code_where_it_is_declared() {
    let local = Local::start().await;
    let generic = refusal(&local, "generic", json!({ "nameIdentifierFormat": "emailAddress" })).await;
    let okta = refusal(&local, "okta", json!({ "nameIdentifierFormat": "emailAddress" })).await;
    assert!(
        generic.starts_with("400 invalid.nameid.format: Value [emailAddress] is not valid for field type [string]. Allowable"),
        "{generic}"
    );
    assert!(okta.starts_with("400 invalid.value: "), "{okta}");
    let fine = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
    assert_eq!(refusal(&local, "generic", json!({ "nameIdentifierFormat": fine })).await, "200: ");
}

#[tokio::test]
async fn a_certificate_that_cannot_be_used_is_refused() {
    let local = Local::start().await;
    let past = refusal(&local, "ping", json!({ "certificate": certificate(2001, 2002) })).await;
    assert_eq!(past, "400 certificate.expired: `certificate` expired on 2002-01-01T00:00:00.000Z");
    let future = refusal(&local, "ping", json!({ "certificates": [OKTA, certificate(2090, 2091)] })).await;
    assert_eq!(future, "400 certificate.not.yet.valid: `certificates[1]` is not valid before 2090-01-01T00:00:00.000Z");
    let garbage = refusal(&local, "ping", json!({ "certificates": ["not base64!"] })).await;
    let expected = "400 certificate.invalid.base64: `certificates[0]` is neither a PEM certificate nor a DER certificate in base64";
    assert_eq!(garbage, expected);
    let other = refusal(&local, "ping", json!({ "certificate": "AAAA" })).await;
    assert_eq!(other, "400 certificate.unparseable: `certificate` is not an X.509 certificate");
    assert_eq!(local.admin.get("/api/v2/identityproviders/ping").await.status, 404, "nothing was written");
}

#[tokio::test]
async fn five_certificates_are_the_most() {
    let local = Local::start().await;
    assert_eq!(refusal(&local, "okta", json!({ "certificates": vec![OKTA; 5] })).await, "200: ");
    let six = refusal(&local, "okta", json!({ "certificates": vec![OKTA; 6] })).await;
    assert_eq!(six, "400 bad.request: `certificates` holds 6 certificates; at most 5 are allowed");
}

const ALONE: &str = "the platform's own login cannot be disabled: no other identity provider is enabled, so nobody could sign in";
const LAST: &str = "`okta` is the last enabled identity provider, and the platform's own login is disabled: nobody could sign in";

#[tokio::test]
async fn the_own_login_goes_only_while_another_provider_is_enabled() {
    let local = Local::start().await;
    let (path, off) = ("/api/v2/identityproviders/purecloud", json!({ "disabled": true }));
    assert_eq!(local.admin.put(path, off.clone()).await.message(), ALONE);
    local.admin.put("/api/v2/identityproviders/okta", with(json!({ "disabled": true }))).await;
    assert_eq!(local.admin.put(path, off.clone()).await.message(), ALONE);
    local.admin.put("/api/v2/identityproviders/okta", record()).await;
    let reply = local.admin.put(path, off).await;
    let expected = json!({ "id": "purecloud", "name": "PureCloud", "disabled": true, "selfUri": path });
    assert_eq!((reply.status, &reply.body), (200, &expected));
    assert_eq!(local.admin.get(path).await.body, expected);
}

#[tokio::test]
async fn under_single_sign_on_only_the_last_provider_stays_enabled() {
    let local = Local::start().await;
    local.admin.put("/api/v2/identityproviders/okta", record()).await;
    local.admin.put("/api/v2/identityproviders/purecloud", json!({ "disabled": true })).await;
    let reply = local.admin.put("/api/v2/identityproviders/okta", with(json!({ "disabled": true }))).await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 bad.request", LAST));
    let reply = local.admin.delete("/api/v2/identityproviders/okta").await;
    assert_eq!((reply.outcome().as_str(), reply.message()), ("400 bad.request", LAST));
    assert_eq!(local.admin.get("/api/v2/identityproviders/okta").await.body["disabled"], false);
    local.admin.put("/api/v2/identityproviders/generic", record()).await;
    assert_eq!(local.admin.delete("/api/v2/identityproviders/okta").await.status, 200, "another one is enabled now");
}

#[tokio::test]
async fn the_refusal_of_the_last_provider_has_the_status_of_its_setting() {
    let mut options = options();
    options.settings.push(("sso.last-provider-status".to_owned(), "409".to_owned()));
    let local = Local::start_with(options).await;
    local.admin.put("/api/v2/identityproviders/okta", record()).await;
    local.admin.put("/api/v2/identityproviders/purecloud", json!({ "disabled": true })).await;
    assert_eq!(local.admin.delete("/api/v2/identityproviders/okta").await.outcome(), "409 request.conflict");
}

#[tokio::test]
async fn where_the_switch_is_not_that_field_it_binds_nobody() {
    let mut options = options();
    options.settings.push(("sso.switch".to_owned(), "none".to_owned()));
    let local = Local::start_with(options).await;
    assert_eq!(local.admin.put("/api/v2/identityproviders/purecloud", json!({ "disabled": true })).await.status, 200);
    local.admin.put("/api/v2/identityproviders/okta", record()).await;
    assert_eq!(local.admin.delete("/api/v2/identityproviders/okta").await.status, 200);
}
