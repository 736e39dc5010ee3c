//! Signatures that are missing, broken, by somebody else, of refused methods, or of other shapes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::hmac;

use super::Set;
use crate::idp::{
    EMAIL, Key, Style, assertion, both_signed, cut, evil, in_response, response_signed, sign, sign_as, swap, swap_all, tampered,
    with_signed_assertion,
};

pub(super) fn add(set: &mut Set) {
    presence(set);
    attackers(set);
    algorithms(set);
    references(set);
    shapes(set);
    digest_values(set);
    elsewhere(set);
}

fn good() -> String {
    with_signed_assertion(str::to_owned)
}

fn signature(text: &str) -> &str {
    cut(text, "<ds:Signature ", "</ds:Signature>")
}

/// The assertion signed after `info` changed its `SignedInfo`.
fn with_info(info: &dyn Fn(String) -> String) -> String {
    in_response(&sign_as(&assertion(), &Style { info, ..Style::of(Key::First) }))
}

fn presence(set: &mut Set) {
    let (good, whole, both) = (good(), response_signed(str::to_owned), both_signed());
    let bare = swap(&good, signature(&good), "");
    set.add("sig-removed-all", bare.clone());
    set.add("sig-removed-evil", tampered(&bare));
    set.add("sig-moved-to-response-a", swap(&bare, "<samlp:Status>", &format!("{}<samlp:Status>", signature(&good))));
    let without = swap(&both, signature(&swap(&both, signature(&both), "")), "");
    set.add("sig-moved-to-response-b", swap(&without, signature(&both), &format!("{}{}", signature(&both), signature(&good))));
    set.add("tampered-nameid", swap(&good, &format!(">{EMAIL}</saml:NameID>"), ">admin@example.org</saml:NameID>"));
    set.add("tampered-response-attr-both", swap(&both, "IssueInstant=\"2026-03-01T11:59:50Z\"", "IssueInstant=\"2026-03-01T11:59:51Z\""));
    set.add("tampered-attribute", swap(&good, "<saml:AttributeValue>alice", "<saml:AttributeValue>admin"));
    set.add("tampered-response-signed", swap_all(&whole, EMAIL, "admin@example.org"));
    let value = cut(&good, "<ds:SignatureValue>", "</ds:SignatureValue>");
    let bytes =
        STANDARD.decode(value.trim_start_matches("<ds:SignatureValue>").trim_end_matches("</ds:SignatureValue>")).expect("it is base64");
    let flipped: Vec<u8> = bytes.iter().enumerate().map(|(at, byte)| if at == 100 { byte ^ 1 } else { *byte }).collect();
    set.add("sigvalue-corrupt", swap(&good, value, &format!("<ds:SignatureValue>{}</ds:SignatureValue>", STANDARD.encode(flipped))));
    set.add("sigvalue-empty", swap(&good, value, "<ds:SignatureValue></ds:SignatureValue>"));
    set.add("sigvalue-missing", swap(&good, value, ""));
    let info = cut(&good, "<ds:SignedInfo>", "</ds:SignedInfo>");
    set.add("signedinfo-missing", swap(&good, info, ""));
    set.add("signedinfo-nested-object", swap(&good, info, &format!("<ds:Object>{info}</ds:Object>")));
    set.add("no-reference", with_info(&|info| swap(&info, cut(&info, "<ds:Reference", "</ds:Reference>"), "")));
    set.add("no-assertion", response_signed(|text| swap(text, &assertion(), "")));
}

fn attackers(set: &mut Set) {
    // Signed by the attacker over the evil content itself.
    let signed = |key_info: Option<String>| in_response(&sign_as(&evil(&assertion()), &Style { key_info, ..Style::of(Key::Attacker) }));
    let x509 = |key: Key| format!("<ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data>", key.certificate_base64());
    set.add("attacker-key-cert-embedded", signed(Some(x509(Key::Attacker))));
    let rsa = "<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>";
    set.add("attacker-key-rsakeyvalue", signed(Some(rsa.to_owned())));
    set.add("attacker-key-idpcert-then-attacker", signed(Some(x509(Key::First) + &x509(Key::Attacker))));
    set.add("attacker-key-attacker-then-idpcert", signed(Some(x509(Key::Attacker) + &x509(Key::First))));
    set.add(
        "attacker-key-retrievalmethod",
        signed(Some("<ds:RetrievalMethod URI=\"http://attacker.example/key\"></ds:RetrievalMethod>".to_owned())),
    );
    set.add("attacker-key-response-signed", sign(&evil(&in_response(&assertion())), Key::Attacker));
    let (good, attacker) = (good(), signed(None));
    let (one, other) = (signature(&good), signature(&attacker));
    set.add("two-signatures-attacker-then-good", swap(&good, one, &format!("{other}{one}")));
    set.add("two-signatures-good-then-attacker", swap(&good, one, &format!("{one}{other}")));
    set.add("two-signatures-same", swap(&good, one, &format!("{one}{one}")));
    let first = sign(&assertion(), Key::First);
    let second = sign(&assertion().replace("_assertion1", "_assertion2"), Key::First);
    let third = sign(&assertion().replace("_assertion1", "_assertion3").replace(EMAIL, "bob@example.org"), Key::First);
    set.add("two-assertions-both-signed", in_response(&format!("{first}{second}")));
    set.add("two-assertions-different-users", in_response(&format!("{first}{third}")));
    let two = format!("{}{}", assertion(), evil(&assertion()));
    set.add("two-assertions-response-signed", sign(&in_response(&two), Key::First));
    let info = cut(&good, "<ds:SignedInfo>", "</ds:SignedInfo>");
    let evil_info = cut(&attacker, "<ds:SignedInfo>", "</ds:SignedInfo>");
    set.add("two-signedinfo-good-first", tampered(&swap(&good, info, &format!("{info}{evil_info}"))));
    set.add("two-signedinfo-evil-first", tampered(&swap(&good, info, &format!("{evil_info}{info}"))));
    let twice =
        |info: String| swap(&info, "</ds:Reference>", &format!("</ds:Reference>{}", cut(&info, "<ds:Reference", "</ds:Reference>")));
    set.add("two-references-same", with_info(&twice));
}

fn algorithms(set: &mut Set) {
    const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    let named = |name: &str, digest: &str| in_response(&sign_as(&assertion(), &Style { method: name, digest, ..Style::of(Key::First) }));
    let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    let sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";
    set.add("alg-none", named("http://www.w3.org/2000/09/xmldsig#none", sha256));
    set.add("alg-empty", named("", sha256));
    set.add("alg-unknown", named("urn:unknown", sha256));
    set.add("alg-rsa-sha1", named("http://www.w3.org/2000/09/xmldsig#rsa-sha1", sha1));
    set.add("alg-digest-sha1", named(RSA_SHA256, sha1));
    set.add("alg-sig-sha1", named("http://www.w3.org/2000/09/xmldsig#rsa-sha1", sha256));
    set.add("alg-rsa-md5", named("http://www.w3.org/2001/04/xmldsig-more#rsa-md5", sha256));
    set.add("alg-ecdsa-label-on-rsa", named("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", sha256));
    let der = STANDARD.decode(Key::First.certificate_base64()).expect("a certificate is base64");
    for (name, key) in [
        ("certpem", Key::First.certificate().as_bytes().to_vec()),
        ("certder", der),
        ("certb64", Key::First.certificate_base64().into_bytes()),
        ("spkipem", b"-----BEGIN PUBLIC KEY-----".to_vec()),
        ("spkider", vec![0x30, 0x82]),
        ("empty", Vec::new()),
    ] {
        set.add(format!("alg-hmac-{name}"), hmac_signed(&key, false));
    }
    set.add("alg-hmac-truncated", hmac_signed(b"", true));
}

/// Signed with an HMAC under something public.
fn hmac_signed(key: &[u8], truncated: bool) -> String {
    let method = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256";
    let length = |info: String| {
        if truncated {
            swap(&info, "</ds:SignatureMethod>", "<ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>")
        } else {
            info
        }
    };
    let text = evil(&in_response(&assertion()));
    let signed = sign_as(&text, &Style { method, info: &length, ..Style::of(Key::First) });
    let info = cut(&signed, "<ds:SignedInfo>", "</ds:SignedInfo>");
    let canonical = swap(info, "<ds:SignedInfo>", r#"<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">"#);
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), canonical.as_bytes());
    let value = cut(&signed, "<ds:SignatureValue>", "</ds:SignatureValue>");
    swap(
        &signed,
        value,
        &format!("<ds:SignatureValue>{}</ds:SignatureValue>", STANDARD.encode(&tag.as_ref()[..if truncated { 1 } else { 32 }])),
    )
}

fn references(set: &mut Set) {
    let to = |uri: &str| with_info(&|info| swap(&info, "URI=\"#_assertion1\"", &format!("URI=\"{uri}\"")));
    set.add("reference-to-other-element", to("#_response1"));
    let empty = |info: String| swap(&info, "URI=\"#_response1\"", "URI=\"\"");
    let whole = sign_as(&in_response(&assertion()), &Style { info: &empty, ..Style::of(Key::First) });
    set.add("uri-empty-response", whole.clone());
    set.add("uri-empty-response-evil", tampered(&whole));
    set.add("uri-empty-in-assertion", to(""));
    set.add("uri-empty-wrap", tampered(&to("")));
    set.add("uri-absent", with_info(&|info| swap(&info, " URI=\"#_assertion1\"", "")));
    for (name, uri) in [
        ("xpointer-root", "#xpointer(/)"),
        ("xpointer-id", "#xpointer(id('_assertion1'))"),
        ("fragment-empty", "#"),
        ("file", "file:///etc/hostname"),
        ("http", "http://attacker.example/a.xml"),
        ("relative", "a.xml"),
        ("cid", "cid:a@example.org"),
    ] {
        set.add(format!("uri-{name}"), to(uri));
    }
    transforms(set);
}

fn transforms(set: &mut Set) {
    const ENVELOPED: &str = r#"<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></ds:Transform>"#;
    const EXCLUSIVE: &str = r#"<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:Transform>"#;
    let xslt = r#"<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"></xsl:stylesheet></ds:Transform>"#;
    let xpath = |expression: &str| {
        format!(
            r#"<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>{expression}</ds:XPath></ds:Transform>"#
        )
    };
    let with = |list: String| with_info(&move |info| swap(&info, &format!("{ENVELOPED}{EXCLUSIVE}"), &list));
    let attacker = |info: String| swap(&info, EXCLUSIVE, &format!("{EXCLUSIVE}{xslt}"));
    set.add("transform-xslt-attacker", in_response(&sign_as(&assertion(), &Style { info: &attacker, ..Style::of(Key::Attacker) })));
    set.add("transform-xslt-idp-signed-constant", tampered(&with(format!("{ENVELOPED}{xslt}"))));
    set.add("transform-xpath-empty", with(format!("{ENVELOPED}{}", xpath(""))));
    set.add("transform-xpath-true", with(format!("{ENVELOPED}{}{EXCLUSIVE}", xpath("true()"))));
    set.add("transform-base64", with(r#"<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"></ds:Transform>"#.to_owned()));
    set.add("transform-no-enveloped", with(EXCLUSIVE.to_owned()));
    set.add("transform-six", with(format!("{ENVELOPED}{EXCLUSIVE}{EXCLUSIVE}{EXCLUSIVE}{EXCLUSIVE}{EXCLUSIVE}")));
    set.add("transform-order", with(format!("{EXCLUSIVE}{ENVELOPED}")));
}

fn shapes(set: &mut Set) {
    // A relative namespace name makes some canonicalizers fail, and a failure that is read as empty text signs anything.
    let relative = with_signed_assertion(str::to_owned);
    set.add("void-c14n-relative-ns", tampered(&swap(&relative, "<saml:Subject>", "<saml:Subject xmlns:x=\"1\">")));
    let empty = sign_as(&evil(&assertion()), &Style { digested: Some(String::new()), ..Style::of(Key::First) });
    set.add("void-c14n-empty-digest", in_response(&empty));
    set.add("void-c14n-golden-empty", in_response(&swap(&empty, "<saml:Subject>", "<saml:Subject xmlns:x=\"1\">")));
}

/// Comments and elements in DigestValue (CVE-2025-29775 and its kin): the first text is the evil digest, the whole is not.
fn digest_values(set: &mut Set) {
    let good = good();
    let value = cut(&good, "<ds:DigestValue>", "</ds:DigestValue>");
    let digest = value.trim_start_matches("<ds:DigestValue>").trim_end_matches("</ds:DigestValue>");
    let other = sign(&evil(&assertion()), Key::Attacker);
    let evil_value = cut(&other, "<ds:DigestValue>", "</ds:DigestValue>");
    let evil_digest = evil_value.trim_start_matches("<ds:DigestValue>").trim_end_matches("</ds:DigestValue>");
    let with = |inside: &str| tampered(&swap(&good, value, inside));
    set.add("digestvalue-comment-first", with(&format!("<ds:DigestValue><!--{evil_digest}-->{digest}</ds:DigestValue>")));
    set.add("digestvalue-comment-mid", with(&format!("<ds:DigestValue>{evil_digest}<!--x-->{digest}</ds:DigestValue>")));
    set.add("digestvalue-harmless-comment", swap(&good, value, &format!("<ds:DigestValue><!--x-->{digest}</ds:DigestValue>")));
    set.add("digestvalue-two-first", with(&format!("{evil_value}{value}")));
    set.add("digestvalue-two-last", with(&format!("{value}{evil_value}")));
    set.add("digestvalue-child", with(&format!("<ds:DigestValue><x>{evil_digest}</x>{digest}</ds:DigestValue>")));
    let detail = format!(
        "<samlp:StatusDetail>{}</samlp:StatusDetail></samlp:Status>",
        evil_value.replace("<ds:DigestValue>", "<ds:DigestValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">")
    );
    set.add("digestvalue-statusdetail", swap(&tampered(&good), "</samlp:Status>", &detail));
    set.add("digestvalue-object", swap(&tampered(&good), "</ds:KeyInfo>", &format!("</ds:KeyInfo><ds:Object>{evil_value}</ds:Object>")));
}

/// Something else that the identity provider signed: its metadata.
fn elsewhere(set: &mut Set) {
    let metadata = r#"<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="_metadata1" entityID="https://idp.example/md"></md:EntityDescriptor>"#;
    let signed = sign(metadata, Key::First);
    let good = good();
    let bare = swap(&good, signature(&good), "");
    let grafted = swap(&bare, "</saml:Issuer><saml:Subject>", &format!("</saml:Issuer>{}<saml:Subject>", signature(&signed)));
    set.add("grafted-metadata-signature", evil(&grafted));
    set.add(
        "signed-metadata-in-statusdetail",
        evil(&swap(&bare, "</samlp:Status>", &format!("<samlp:StatusDetail>{signed}</samlp:StatusDetail></samlp:Status>"))),
    );
}
