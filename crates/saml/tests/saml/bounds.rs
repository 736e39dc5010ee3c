//! No input takes much memory (64 MB), or time out of proportion to its length. Attackers' inputs, and the worst that an identity
//! provider could sign.

use std::hint::black_box;
use std::time::{Duration, Instant};

use postern_saml::{Delivery, TrustedKey, hint, parse_idp_metadata, verify_logout_request, verify_logout_response};
use postern_testkit::idp::{Key, Style, assertion, in_response, sign, sign_as, swap, vectors, with_signed_assertion};

use crate::harness::{code, encoded, login_as, now, provider, sp};

/// A bound for what grows faster than its input, not a measurement: the worst input takes 30 ms in a release build on a quiet
/// machine, and these tests run on busy ones.
const LIMIT: Duration = Duration::from_millis(if cfg!(debug_assertions) { 2000 } else { 300 });
const MEMORY: u64 = 64 * 1024 * 1024;

const BEFORE: &str = "<saml:AuthnStatement ";

/// Measures memory once and time as often as it takes to be sure that it was not another program's time.
fn bounded(name: &str, mut run: impl FnMut()) {
    let memory = allocation_counter::measure(&mut run).bytes_max;
    assert!(memory < MEMORY, "{name}: {memory} bytes");
    let mut shortest = Duration::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        run();
        shortest = shortest.min(start.elapsed());
        if shortest < LIMIT {
            return;
        }
    }
    panic!("{name}: {shortest:?}");
}

fn as_response(name: &str, message: &[u8]) {
    let value = encoded(message);
    bounded(name, || {
        black_box(&login_as(message, &sp(), &provider()));
        black_box(&hint(&value)).as_ref().ok();
    });
}

#[test]
fn vectors_are_bounded() {
    for vector in vectors::all() {
        as_response(&vector.name, &vector.message);
    }
}

#[test]
fn markup_of_strangers_is_bounded() {
    let spaces = r#"xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion""#;
    let scope = |names: usize| (0..names).map(|at| format!(" xmlns:n{at}=\"u:{at}\"")).collect::<String>();
    let ids: String = (0..9000).map(|at| format!("<a id=\"{at}\"/>")).collect();
    for (name, message) in [
        ("declarations", format!("<samlp:Response {spaces}>{}</samlp:Response>", "<saml:Attribute xmlns:a=\"b\"/>".repeat(3000))),
        ("scopes", format!("<a{}>{}</a>", scope(31), "<a xmlns:x=\"y\"/>".repeat(9_900))),
        ("scopes of three", format!("<a{}>{}</a>", scope(29), "<a xmlns:x=\"y\" xmlns:y=\"z\" xmlns:z=\"x\"/>".repeat(5_500))),
        ("scopes of sixteen", format!("<a{}>{}</a>", scope(16), format!("<a{}/>", scope(16)).repeat(800))),
        (
            "scopes that differ",
            format!("<a{}>{}</a>", scope(31), (0..9_900).map(|at| format!("<a xmlns:x=\"{at}\"/>")).collect::<String>()),
        ),
        ("ids", format!("<a>{ids}</a>")),
        ("references", "&amp;".repeat(50_000)),
        ("sections", format!("<a>{}</a>", "<![CDATA[a]]>".repeat(18_000))),
        ("characters", format!("<a b='{}'/>", "&#x41;".repeat(40_000))),
        ("quotes", format!("<a b='{}'/>", "&quot;".repeat(40_000))),
        ("blanks", " ".repeat(250_000)),
        ("tags", "<".repeat(250_000)),
        ("equals", format!("<a {}", "=".repeat(250_000))),
        ("names", format!("<{}/>", "a".repeat(250_000))),
    ] {
        as_response(name, message.as_bytes());
    }
    as_response("nothing but base64", &vec![0; 390_000]);
}

/// Signed, so that everything is done with it: both canonical forms, both digests, a second parse, every check.
#[test]
fn what_the_identity_provider_signs_is_bounded() {
    let filled = |more: &str| swap(&assertion(), BEFORE, &format!("<saml:Advice>{more}</saml:Advice>{BEFORE}"));
    let attribute =
        |at: usize| format!("<saml:Attribute Name=\"a{at}\"><saml:AttributeValue>value number {at}</saml:AttributeValue></saml:Attribute>");
    let many: String = (0..2200).map(attribute).collect();
    let many = swap(&assertion(), "</saml:AttributeStatement>", &format!("{many}</saml:AttributeStatement>"));
    let both = sign(&in_response(&sign(&many, Key::First)), Key::Second);
    let wide: String = (0..30).map(|at| format!(" a{at:02}=\"\"")).collect();
    let wide = filled(&format!("<y{wide}></y>").repeat(1000));
    for (name, message) in [
        ("attributes", both),
        ("text", in_response(&sign(&filled(&"x &amp; y".repeat(25_000)), Key::First))),
        ("elements", in_response(&sign(&filled(&"<y></y>".repeat(9_500)), Key::First))),
        ("wide elements", in_response(&sign(&wide, Key::First))),
        ("growth", grown()),
        ("prefixes", prefixed()),
    ] {
        assert!(message.len() < 256 * 1024, "{name}: {} bytes", message.len());
        assert_eq!(code(&login_as(message.as_bytes(), &sp(), &provider()).outcome), "ok", "{name}");
        as_response(name, message.as_bytes());
    }
}

/// Near the largest canonical form, from a small message: a long namespace name that every element renders.
fn grown() -> String {
    let long = format!("urn:{}", "u".repeat(500));
    let fill = |each: &str| format!("<saml:Advice><y xmlns:x=\"{long}\">{}</y></saml:Advice>{BEFORE}", each.repeat(1900));
    let canonical =
        swap(&assertion(), BEFORE, &fill(&format!("<x:a xmlns:x=\"{long}\"></x:a>")).replace(&format!("<y xmlns:x=\"{long}\">"), "<y>"));
    let signed = sign_as(&swap(&assertion(), BEFORE, &fill("<x:a/>")), &Style { digested: Some(canonical), ..Style::of(Key::First) });
    in_response(&signed)
}

/// As many namespaces in scope as there may be, as many of them listed as there may be, and many elements.
fn prefixed() -> String {
    let names: Vec<String> = (0..16).map(|at| format!("n{at:02}")).collect();
    let declared: String = names.iter().map(|name| format!(" xmlns:{name}=\"urn:x\"")).collect();
    let fill = format!("<saml:Advice><y{declared}>{}</y></saml:Advice>{BEFORE}", "<z></z>".repeat(9_500));
    let text = swap(&assertion(), BEFORE, &fill);
    let list = |info: String| {
        let transform = r#"<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">"#;
        let listed = format!(
            r#"<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="{}"></ec:InclusiveNamespaces>"#,
            names.join(" ")
        );
        swap(&info, transform, &format!("{transform}{listed}"))
    };
    in_response(&sign_as(&text, &Style { info: &list, ..Style::of(Key::First) }))
}

#[test]
fn other_doors_are_bounded() {
    for (name, query) in [
        ("pairs", "a&".repeat(260_000)),
        ("signs", "&".repeat(520_000)),
        ("escapes", format!("SAMLRequest={}&SigAlg=a&Signature=a", "%41".repeat(170_000))),
        ("repeated", "SAMLRequest=a&".repeat(37_000)),
        ("other pairs", format!("{}SAMLRequest=a&SigAlg=a&Signature=a", "%41=%42&".repeat(60_000))),
    ] {
        bounded(name, || {
            black_box(verify_logout_request(Delivery::Redirect(&query), &sp(), &provider(), now(), Duration::ZERO)).ok();
            black_box(verify_logout_response(Delivery::Redirect(&query), &sp(), &provider(), "_a", now(), Duration::ZERO)).ok();
        });
    }
    let bomb = crate::logout::signed_query(&crate::logout::deflate(&vec![b' '; 100_000_000], false));
    bounded("bomb", || drop(black_box(verify_logout_request(Delivery::Redirect(&bomb), &sp(), &provider(), now(), Duration::ZERO))));
    let posted = encoded(with_signed_assertion(str::to_owned).as_bytes());
    bounded("posted", || drop(black_box(verify_logout_request(Delivery::Post(&posted), &sp(), &provider(), now(), Duration::ZERO))));
    let one = crate::metadata::key("", &Key::First.certificate_base64());
    let metadata = crate::metadata::with_keys(&one.repeat(200));
    bounded("metadata", || drop(black_box(parse_idp_metadata(metadata.as_bytes(), now()))));
    bounded("certificate", || drop(black_box(TrustedKey::from_text(&"A".repeat(10_000_000)))));
}
