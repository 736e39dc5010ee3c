//! An identity provider's metadata becomes a record.

use postern_server::Options;
use serde_json::{Value, json};

use crate::harness::{Local, options};

async fn start() -> Local {
    let mut options = Options { test_idp: true, ..options() };
    options.settings.push(("identity-providers.loopback-http".to_owned(), "accept".to_owned()));
    Local::start_with(options).await
}

async fn imported(local: &Local, metadata: String) -> (u16, Value) {
    let request = reqwest::Client::new().post(format!("{}/postern/provider-record", local.running.url));
    let reply = request.body(metadata).send().await.unwrap();
    (reply.status().as_u16(), reply.json().await.unwrap())
}

#[tokio::test]
async fn the_platform_takes_the_record_of_a_metadata_file() {
    let local = start().await;
    let url = &local.running.url;
    let metadata = reqwest::get(format!("{url}/test-idp/metadata")).await.unwrap().text().await.unwrap();
    let (status, mut record) = imported(&local, metadata).await;
    let known = ["issuerURI", "ssoTargetURI", "ssoBinding", "sloURI", "sloBinding"].map(|name| record[name].as_str().unwrap_or_default());
    let redirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    assert_eq!(status, 200);
    assert_eq!(
        known,
        [&format!("{url}/test-idp"), &format!("{url}/test-idp/sso"), redirect, &format!("{url}/test-idp/slo"), "HTTP Redirect"]
    );
    record["name"] = json!("Imported");
    let created = local.admin.post("/api/v2/identityproviders", record.clone()).await;
    assert_eq!((created.status, &created.body["certificates"]), (200, &record["certificates"]));
}

#[tokio::test]
async fn what_is_no_metadata_of_one_provider_is_refused_with_the_reason() {
    let local = start().await;
    let (status, answer) = imported(&local, "<EntitiesDescriptor/>".to_owned()).await;
    assert_eq!(status, 400);
    let message = answer["message"].as_str().unwrap_or_default();
    assert!(message.starts_with("the metadata cannot be used: saml.metadata_shape"), "{message}");
}
