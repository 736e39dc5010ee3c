//! Signature wrapping: what was signed is moved aside, and something else stands where it was read.

use super::Set;
use crate::idp::{Key, assertion, both_signed, cut, evil, in_response, response_signed, sign, swap, with_signed_assertion};

pub(super) fn add(set: &mut Set) {
    for (form, message) in [("r", response_signed(str::to_owned)), ("b", both_signed())] {
        wrap_response(set, form, &message);
    }
    for (form, message) in [("a", with_signed_assertion(str::to_owned)), ("b", both_signed())] {
        wrap_assertion(set, form, &message);
        other_places(set, form, &message);
    }
    set.add("extra-nameid-in-response", {
        let good = with_signed_assertion(str::to_owned);
        let name = r#"<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">admin@example.org</saml:NameID>"#;
        swap(&good, "<samlp:Status>", &format!("{name}<samlp:Status>"))
    });
    set.add("root-is-assertion", sign(&assertion(), Key::First));
    set.add("root-wrong-ns", with_signed_assertion(str::to_owned).replace(":2.0:protocol", ":1.0:protocol"));
    set.add("root-other-message", with_signed_assertion(str::to_owned).replace("samlp:Response", "samlp:LogoutResponse"));
}

/// XSW 1 and 2: an evil response around the good one.
fn wrap_response(set: &mut Set, form: &str, message: &str) {
    let signature = cut(message, "<ds:Signature ", "</ds:Signature>");
    let original = swap(message, signature, "");
    let shell = evil(&in_response(&assertion())).replace("_response1", "_evilresponse");
    let inside = swap(signature, "</ds:Signature>", &format!("<ds:Object>{original}</ds:Object></ds:Signature>"));
    set.add(format!("xsw1-{form}"), swap(&shell, "<samlp:Status>", &format!("{inside}<samlp:Status>")));
    set.add(format!("xsw2-{form}"), swap(&shell, "<samlp:Status>", &format!("{original}{signature}<samlp:Status>")));
}

fn parts(message: &str) -> (&str, String, String) {
    let signed = cut(message, "<saml:Assertion ", "</saml:Assertion>");
    let signature = cut(signed, "<ds:Signature ", "</ds:Signature>").to_owned();
    let bare = swap(signed, &signature, "");
    (signed, signature, bare)
}

/// XSW 3 to 8: an evil assertion beside, around or before the good one.
fn wrap_assertion(set: &mut Set, form: &str, message: &str) {
    let (signed, signature, bare) = parts(message);
    let bad = evil(&bare);
    let mut put = |name: &str, inner: String| set.add(format!("{name}-{form}"), swap(message, signed, &inner));
    put("xsw3", format!("{bad}{signed}"));
    put("xsw3-after", format!("{signed}{bad}"));
    put("xsw4", swap(&bad, "</saml:Assertion>", &format!("{signed}</saml:Assertion>")));
    let with_signature = |inside: &str| swap(&bad, "</saml:Issuer>", &format!("</saml:Issuer>{inside}"));
    put("xsw5", format!("{}{bare}", with_signature(&signature)));
    put("xsw6", with_signature(&swap(&signature, "</ds:Signature>", &format!("{bare}</ds:Signature>"))));
    put("xsw7", format!("<samlp:Extensions>{bad}</samlp:Extensions>{signed}"));
    put("xsw8", with_signature(&swap(&signature, "</ds:Signature>", &format!("<ds:Object>{bare}</ds:Object></ds:Signature>"))));
    let object = format!("{signature}<ds:Object xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{bare}</ds:Object>");
    put("xsw8ds", with_signature(&object));
}

fn other_places(set: &mut Set, form: &str, message: &str) {
    let (signed, signature, bare) = parts(message);
    let twin = evil(&bare).replace("_evil1", "_assertion1");
    let bad = evil(&bare);
    let mut put = |name: &str, inner: String| set.add(format!("xsw-{name}-{form}"), swap(message, signed, &inner));
    put("dupid-before", format!("{twin}{signed}"));
    put("dupid-after", format!("{signed}{twin}"));
    put("advice", swap(&bad, "<saml:AuthnStatement", &format!("<saml:Advice>{signed}</saml:Advice><saml:AuthnStatement")));
    put(
        "object-whole",
        swap(
            &bad,
            "</saml:Issuer>",
            &format!("</saml:Issuer>{}", swap(&signature, "</ds:KeyInfo>", &format!("</ds:KeyInfo><ds:Object>{signed}</ds:Object>"))),
        ),
    );
    put("wrap-response", format!("{bad}<samlp:Extensions>{message}</samlp:Extensions>").replace("_response1", "_response2"));
    set.add(format!("xsw-statusdetail-{form}"), {
        let moved = swap(message, signed, &bad);
        swap(&moved, "</samlp:Status>", &format!("<samlp:StatusDetail>{signed}</samlp:StatusDetail></samlp:Status>"))
    });
    set.add(format!("xsw-sig-at-response-refs-assertion-{form}"), {
        let moved = swap(message, signed, &bare);
        swap(&moved, "<samlp:Status>", &format!("{signature}<samlp:Status>"))
    });
}
