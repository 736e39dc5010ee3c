//! Good messages in unusual clothes, and a few that are good elsewhere but refused here on purpose.

use super::Set;
use crate::idp::{
    EMAIL, Key, Style, assertion, both_signed, cut, in_response, response_signed, sign, sign_as, swap, swap_all, with_signed_assertion,
};

pub(super) fn add(set: &mut Set) {
    let good = with_signed_assertion(str::to_owned);
    set.add("ok-both", both_signed());
    set.add("ok-assertion", good.clone());
    set.add("ok-response", response_signed(str::to_owned));
    set.add("ok-rollover-second-cert", in_response(&sign(&assertion(), Key::Second)));
    styles(set);
    surfaces(set, &good);
    set.add("ok-xml-decl-bom", format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{good}"));
    set.add("ok-leading-comment", format!("<!-- hello -->{good}"));
}

fn styles(set: &mut Set) {
    let of = |style: Style<'_>| in_response(&sign_as(&assertion(), &style));
    let base = || Style::of(Key::First);
    for bits in ["384", "512"] {
        let method = format!("http://www.w3.org/2001/04/xmldsig-more#rsa-sha{bits}");
        let digest =
            if bits == "384" { "http://www.w3.org/2001/04/xmldsig-more#sha384" } else { "http://www.w3.org/2001/04/xmlenc#sha512" };
        set.add(format!("ok-sha{bits}"), of(Style { method: &method, digest, ..base() }));
    }
    set.add("ok-no-keyinfo", of(Style { key_info: None, ..base() }));
    set.add("ok-dsig-default-ns", of(Style { prefix: "", ..base() }));
    set.add("ok-dsig-odd-prefix", of(Style { prefix: "x-1.y", ..base() }));
    let inclusive =
        |info: String| info.replace("http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315");
    set.add("ok-inclusive-c14n", of(Style { info: &inclusive, ..base() }));
    let comments = |info: String| info.replace("xml-exc-c14n#", "xml-exc-c14n#WithComments");
    set.add("ok-exc-c14n-withcomments", of(Style { info: &comments, ..base() }));
    let enveloped = |info: String| swap(&info, r#"<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:Transform>"#, "");
    set.add("lenient-enveloped-only", of(Style { info: &enveloped, ..base() }));
    prefix_list(set);
}

/// A prefix used only in content (`xs:string`), declared on the response and kept by a PrefixList.
fn prefix_list(set: &mut Set) {
    const XS: &str = r#" xmlns:xs="http://www.w3.org/2001/XMLSchema""#;
    let list = |info: String| {
        swap(
            &info,
            r#"<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">"#,
            r#"<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="xs #default"></ec:InclusiveNamespaces>"#,
        )
    };
    let canonical = swap(&assertion(), ":assertion\" ID", &format!(":assertion\"{XS} ID"));
    let signed = sign_as(&assertion(), &Style { info: &list, digested: Some(canonical), ..Style::of(Key::First) });
    set.add("ok-inclusive-namespaces-prefixlist", swap(&in_response(&signed), " Destination", &format!("{XS} Destination")));
}

/// The same content, written differently after it was signed.
fn surfaces(set: &mut Set, good: &str) {
    let value = cut(good, "<ds:SignatureValue>", "</ds:SignatureValue>");
    let wrapped: String = value.replace("<ds:SignatureValue>", "<ds:SignatureValue>\n").chars().collect();
    let (head, tail) = wrapped.split_at(90);
    set.add("ok-sigvalue-wrapped", swap(good, value, &format!("{head}\n   {tail}")));
    set.add("ok-keyinfo-cert-wrapped", swap(good, "<ds:X509Certificate>MII", "<ds:X509Certificate>\nMII\n"));
    let name = format!(">{EMAIL}</saml:NameID>");
    for (case, surface) in [
        ("nameid-unicode-escapes", "&#x61;lice&#64;example.org"),
        ("nameid-cdata", "<![CDATA[alice@example.org]]>"),
        ("nameid-mixed-cdata-charref", "al<![CDATA[ice]]>&#64;ex<![CDATA[]]>ample.org"),
    ] {
        set.add(format!("ok-{case}"), swap(good, &name, &format!(">{surface}</saml:NameID>")));
    }
    set.add("ok-nameid-cr", swap(&with_signed_assertion(|text| swap(text, &name, ">alice&#xD;x</saml:NameID>")), "&#xD;", "&#13;"));
    set.add("ok-attr-literal-newline", {
        let signed = with_signed_assertion(|text| swap(text, "Name=\"ServiceName\"", "FriendlyName=\"a b  c\" Name=\"ServiceName\""));
        swap(&signed, "\"a b  c\"", "\"a\nb\t\nc\"")
    });
    set.add("ok-empty-element-tags", swap_all(good, "></saml:SubjectConfirmationData>", "/>").replace("></ds:SignatureMethod>", "/>"));
    set.add("ok-attribute-order", {
        let tag = r#"Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress""#;
        let signed = with_signed_assertion(|text| swap(text, tag, &format!("{tag} NameQualifier=\"q\"")));
        swap(&signed, &format!("{tag} NameQualifier=\"q\""), &format!("NameQualifier = 'q'\n {tag}"))
    });
}
