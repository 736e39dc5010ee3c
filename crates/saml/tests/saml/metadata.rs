//! Our metadata, and reading an identity provider's.

use postern_saml::{Binding, Code, IdpMetadata, NameIdFormat, Refusal, parse_idp_metadata, sp_metadata};
use postern_testkit::idp::{Key, swap};

use crate::harness::{now, provider, sp};

pub fn key(purpose: &str, certificate: &str) -> String {
    format!(
        r#"<md:KeyDescriptor{purpose}><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"#
    )
}

pub fn with_keys(keys: &str) -> String {
    [
        r#"<?xml version="1.0"?><!-- exported --><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example/md" validUntil="2027-01-01T00:00:00Z">"#,
        r#"<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAuthnRequestsSigned="true">"#,
        keys,
        r#"<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example/slo"/>"#,
        "<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>",
        r#"<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example/sso"/>"#,
        r#"<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="ftp://idp.example/soap"/>"#,
        "</md:IDPSSODescriptor></md:EntityDescriptor>",
    ]
    .concat()
}

pub fn good() -> String {
    with_keys(&key(" use=\"signing\"", &Key::First.certificate_base64()))
}

pub fn read(text: impl AsRef<[u8]>) -> Result<IdpMetadata, Code> {
    parse_idp_metadata(text.as_ref(), now()).map_err(|refusal: Refusal| refusal.code)
}

fn refused(text: impl AsRef<[u8]>) -> Code {
    read(text).expect_err("it is refused")
}

#[test]
fn metadata_is_read() {
    let metadata = read(good()).expect("it is good");
    assert_eq!(metadata.entity_id, "https://idp.example/md");
    assert_eq!(metadata.certificates_base64, [Key::First.certificate_base64()]);
    assert_eq!((metadata.sso.len(), metadata.sso[0].binding), (1, Binding::Redirect));
    assert_eq!(metadata.slo[0].location, "https://idp.example/slo");
    assert_eq!(metadata.name_id_formats, [NameIdFormat::Transient]);
    assert!(metadata.want_signed_requests);
}

#[test]
fn keys_are_one_certificate_each() {
    let (first, second) = (Key::First.certificate_base64(), Key::Second.certificate_base64());
    assert_eq!(read(with_keys(&key("", &first))).expect("for any use").certificates.len(), 1);
    assert_eq!(read(with_keys(&[key("", &first), key("", &first)].concat())).expect("twice the same").certificates.len(), 1);
    assert_eq!(read(with_keys(&[key("", &first), key("", &second)].concat())).expect("roll-over").certificates.len(), 2);
    let chain =
        swap(&key("", &first), "</ds:X509Certificate>", &format!("</ds:X509Certificate><ds:X509Certificate>{second}</ds:X509Certificate>"));
    for bad in
        [chain, key("", "garbage!"), key("", Key::First.certificate()), key("", ""), key("", &Key::weak_certificate().replace('-', ""))]
    {
        assert_eq!(refused(with_keys(&bad)), Code::MetadataCertificate);
    }
}

#[test]
fn addresses_are_https_or_this_machine() {
    let to = |location: &str| swap(&good(), "https://idp.example/sso", location);
    for good in ["http://127.0.0.1:8081/sso", "http://localhost/sso", "http://[::1]:9/sso", "https://idp.example:8443/sso?x=y"] {
        assert!(read(to(good)).is_ok(), "{good}");
    }
    for bad in [
        "http://idp.example/sso",
        "javascript:alert(1)",
        "//idp.example/sso",
        "",
        "https://",
        "https://a@b/",
        "http://localhost.evil.example/",
        "http://localhost@evil.example/",
        "https://idp.example/ x",
        "HTTPS:/x",
    ] {
        assert_eq!(refused(to(bad)), Code::MetadataEndpoint, "{bad}");
    }
    assert_eq!(
        refused(swap(&good(), "HTTP-Redirect\" Location=\"https://idp.example/sso", "SOAP\" Location=\"https://idp.example/sso")),
        Code::MetadataEndpoint
    );
}

#[test]
fn ours_tells_what_an_administrator_needs() {
    let mut sp = sp();
    sp.entity_id = "urn:\"a\"&<b>".to_owned();
    sp.certificate = Some(vec![1, 2, 3]);
    let text = sp_metadata(&sp, &provider());
    assert_eq!(
        text,
        concat!(
            r#"<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:&quot;a&quot;&amp;&lt;b>">"#,
            r#"<md:SPSSODescriptor AuthnRequestsSigned="false" WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">"#,
            r#"<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>AQID</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"#,
            r#"<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://login.example.org/saml/logout"></md:SingleLogoutService>"#,
            r#"<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://login.example.org/saml/logout"></md:SingleLogoutService>"#,
            r#"<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>"#,
            r#"<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://login.example.org/saml" index="0" isDefault="true"></md:AssertionConsumerService>"#,
            "</md:SPSSODescriptor></md:EntityDescriptor>",
        )
    );
}
