//! What identity providers learn of Postern, and what Postern signs for them.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use postern_saml::TrustedKey;
use postern_server::Options;
use postern_store::Location;
use postern_testkit::idp::cut;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use serde_json::json;

use crate::{
    browser::parameter,
    harness::{Local, options},
    place::Place,
};

fn certificate(metadata: &str) -> Vec<u8> {
    let tag = cut(metadata, "<ds:X509Certificate>", "</ds:X509Certificate>");
    STANDARD.decode(tag.replace("<ds:X509Certificate>", "").replace("</ds:X509Certificate>", "")).unwrap()
}

#[tokio::test]
async fn the_metadata_says_all_that_an_administrator_needs() {
    let place = Place::start().await;
    let page = place.browser().get("/saml/metadata").await;
    assert_eq!((page.status, page.header("content-type")), (200, "application/samlmetadata+xml"));
    let der = certificate(&page.text);
    assert!(TrustedKey::from_der(&der).is_ok());
    let url = &place.local.running.url;
    let expected = [
        r#"<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:local:postern">"#,
        r#"<md:SPSSODescriptor AuthnRequestsSigned="false" WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">"#,
        r#"<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>"#,
        &format!("<ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>", STANDARD.encode(der)),
        &format!(
            r#"<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{url}/saml/logout"></md:SingleLogoutService>"#
        ),
        &format!(
            r#"<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="{url}/saml/logout"></md:SingleLogoutService>"#
        ),
        "<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat>",
        &format!(
            r#"<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="{url}/saml" index="0" isDefault="true"></md:AssertionConsumerService>"#
        ),
        "</md:SPSSODescriptor></md:EntityDescriptor>",
    ];
    assert_eq!(page.text, expected.concat());
}

#[tokio::test]
async fn one_provider_is_named_where_there_are_several() {
    let place = Place::start().await;
    let browser = place.browser();
    let get = async |query: &str| {
        let page = browser.get(&format!("/saml/metadata{query}")).await;
        (page.status, page.code().await)
    };
    let no = |status, code: &str| (status, code.to_owned());
    assert_eq!(get("?org=local&provider=okta").await, no(200, ""));
    assert_eq!(get("?org=other").await, no(404, "saml.provider_unknown"));
    assert_eq!(get("?provider=adfs").await, no(404, "saml.provider_unknown"));
    let reply =
        place.local.admin.put("/api/v2/identityproviders/adfs", place.record(json!({ "disabled": true, "certificate": null }))).await;
    assert_eq!(reply.status, 200);
    assert_eq!(get("").await, no(404, "saml.provider_unknown"));
    assert_eq!(get("?provider=adfs").await, no(200, ""), "both sides are set up before people come");
    let empty = Local::start().await;
    let page = crate::browser::Browser::at(&empty.running.url).get("/saml/metadata").await;
    assert_eq!((page.status, page.code().await), no(404, "saml.provider_unknown"));
}

#[tokio::test]
async fn a_request_is_signed_with_the_key_of_the_metadata_where_the_record_says_so() {
    let place = Place::start().await;
    place.configure(json!({ "signAuthnRequests": true })).await;
    let browser = place.browser();
    let metadata = browser.get("/saml/metadata").await.text;
    assert!(metadata.contains(r#"AuthnRequestsSigned="true""#));
    let location = browser.get("/saml/login?provider=okta").await.location().to_owned();
    let (signed, signature) = location.split_once('?').unwrap().1.rsplit_once("&Signature=").unwrap();
    assert!(
        signed.starts_with("SAMLRequest=") && signed.contains("&SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256")
    );
    assert_eq!(parameter(&location, "RelayState"), None);
    assert!(!signature.is_empty());
    let value = STANDARD.decode(parameter(&location, "Signature").unwrap()).unwrap();
    let der = certificate(&metadata);
    let (_, read) = x509_parser::parse_x509_certificate(&der).unwrap();
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &read.public_key().subject_public_key.data);
    key.verify(signed.as_bytes(), &value).expect("the signature is of the metadata's key");
}

#[tokio::test]
async fn the_key_is_made_once_for_a_store() {
    let folder = std::env::temp_dir().join(format!("postern-saml-key-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let options = Options { store: Location::Sqlite(folder.join("postern.db")), ..options() };
    let place = Place::start_with(options.clone()).await;
    let browser = Arc::new(place.browser());
    // Asked for many times at once, it is one key all the same.
    let mut asked = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let browser = Arc::clone(&browser);
        asked.spawn(async move { certificate(&browser.get("/saml/metadata").await.text) });
    }
    let mut keys = asked.join_all().await;
    place.local.running.stop().await;
    let running = postern_server::start(options).await.unwrap();
    keys.push(certificate(&crate::browser::Browser::at(&running.url).get("/saml/metadata").await.text));
    keys.dedup();
    assert_eq!(keys.len(), 1);
    running.stop().await;
    std::fs::remove_dir_all(folder).unwrap();
}
