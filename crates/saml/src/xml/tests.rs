use super::*;

fn code<T>(result: Result<T, Refusal>) -> Option<Code> {
    result.err().map(|refusal| refusal.code)
}

fn canonical(text: &str) -> String {
    let document = parse_message(text.as_bytes()).expect("it parses");
    canonicalize(document.root_element(), None, &InclusivePrefixes::default()).expect("it is small")
}

#[test]
fn limits_hold_at_their_edge() {
    let deep = |levels: usize| format!("{}{}", "<a>".repeat(levels), "</a>".repeat(levels));
    assert_eq!(code(parse_message(deep(40).as_bytes())), None);
    assert_eq!(code(parse_message(deep(41).as_bytes())), Some(Code::XmlLimits));
    let wide = |count: usize| format!("<a{}/>", (0..count).map(|at| format!(" a{at}='>'")).collect::<String>());
    assert_eq!(code(parse_message(wide(32).as_bytes())), None);
    assert_eq!(code(parse_message(wide(33).as_bytes())), Some(Code::XmlLimits));
    let long = |bytes: usize| format!("<a>{}</a>", "x".repeat(bytes - 7));
    assert_eq!(code(parse_message(long(MAX_BYTES).as_bytes())), None);
    assert_eq!(code(parse_message(long(MAX_BYTES + 1).as_bytes())), Some(Code::MessageTooLarge));
}

#[test]
fn markup_is_not_looked_for_in_cdata_and_quotes() {
    assert_eq!(code(parse_message(b"<a b='<'/>")), Some(Code::XmlMalformed));
    assert_eq!(code(parse_message(b"<a><![CDATA[<!DOCTYPE x><!-- --><?y?>]]></a>")), None);
    assert_eq!(code(parse_message(b"<a b='/>' c=\"'>\"><d e='='/></a>")), None);
    assert_eq!(code(parse_message(b"</a>")), Some(Code::XmlMalformed));
    assert_eq!(code(parse_file(b"<!-- hello --><a/>")), None);
}

/// Exclusive C14N by hand: order, prefixes rendered where used, redeclared defaults, escapes, CDATA, line ends.
#[test]
fn canonical_form_follows_the_specification() {
    let cases = [
        ("<a/>", "<a></a>"),
        ("<a  c='1'\n b = \"2\" />", r#"<a b="2" c="1"></a>"#),
        ("<a xmlns:x='u' xmlns:y='v'><y:b/></a>", r#"<a><y:b xmlns:y="v"></y:b></a>"#),
        ("<a xmlns='u'><b xmlns=''/></a>", r#"<a xmlns="u"><b xmlns=""></b></a>"#),
        ("<a xmlns='u'><x:b xmlns:x='w'><c/></x:b></a>", r#"<a xmlns="u"><x:b xmlns:x="w"><c></c></x:b></a>"#),
        ("<a xmlns:x='u' xmlns:y='u' y:q='1' x:p='2' r='3'/>", r#"<a xmlns:x="u" xmlns:y="u" r="3" x:p="2" y:q="1"></a>"#),
        (
            "<a b='&quot;&lt;&amp;&gt;&#9;&#10;&#13;\n\t'>\"&lt;&amp;&gt;&#13;\r\n</a>",
            "<a b=\"&quot;&lt;&amp;>&#x9;&#xA;&#xD;  \">\"&lt;&amp;&gt;&#xD;\n</a>",
        ),
        ("<a><![CDATA[<b>&]]></a>", "<a>&lt;b&gt;&amp;</a>"),
        ("<a xml:lang='en' xmlns:x='u&amp;v'><x:b/></a>", r#"<a xml:lang="en"><x:b xmlns:x="u&amp;v"></x:b></a>"#),
    ];
    for (text, expected) in cases {
        assert_eq!(canonical(text), expected, "{text}");
        assert_eq!(canonical(expected), expected, "canonical form is its own canonical form");
    }
}

#[test]
fn listed_prefixes_are_rendered_where_in_scope() {
    let document = parse_message(b"<a xmlns='d' xmlns:x='u' xmlns:y='v'><b><c xmlns:x='w'/></b></a>").expect("it parses");
    let b = document.root_element().first_element_child().expect("b");
    let list = InclusivePrefixes::parse(" x  #default absent ").expect("short");
    let form = canonicalize(b, None, &list).expect("small");
    assert_eq!(form, r#"<b xmlns="d" xmlns:x="u"><c xmlns:x="w"></c></b>"#);
    assert!(InclusivePrefixes::parse(&"p ".repeat(17)).is_none());
}

/// Against libxml2, on generated documents. CI must have `xmllint` (Debian package `libxml2-utils`).
#[test]
#[allow(clippy::disallowed_methods, reason = "the test runs a program")]
fn canonical_form_is_that_of_libxml2() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    if Command::new("xmllint").arg("--version").output().is_err() {
        assert!(std::env::var_os("CI").is_none(), "CI needs xmllint");
        eprintln!("\n!!! SKIPPED: no xmllint (libxml2-utils), canonical form NOT compared with libxml2 !!!\n");
        return;
    }
    let mut state = 1_u64;
    for _ in 0..300 {
        let text = generate(&mut state, 0);
        let mut child = Command::new("xmllint")
            .args(["--exc-c14n", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("xmllint runs");
        child.stdin.take().expect("its input").write_all(text.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        let theirs = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(canonical(&text), theirs.trim_end_matches('\n'), "{text}");
    }
}

/// A small document, from a linear congruential generator: prefixes redeclared, attributes in and out of namespaces.
fn generate(state: &mut u64, depth: usize) -> String {
    fn pick(state: &mut u64, count: u64) -> usize {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((*state >> 33) % count).unwrap_or_default()
    }
    let name = format!("{}e{}", ["", "x:", "y:", "z:"][pick(state, 4)], pick(state, 3));
    let mut tag = name.clone();
    for declared in ["xmlns:x", "xmlns:y", "xmlns:z"] {
        if depth == 0 || pick(state, 3) == 0 {
            tag.push_str(&format!(" {declared}='urn:{declared}:{}'", pick(state, 2)));
        }
    }
    tag.push_str(["", "", " xmlns='urn:d'", " xmlns=''"][pick(state, 4)]);
    for attribute in ["b", "a", "z:c", "x:b", "xml:lang"] {
        if pick(state, 3) == 0 {
            tag.push_str(&format!(" {attribute}=\"{}\"", ["v", "&lt;\n&#10;", "'&gt;&quot;", "&#13;\t&amp;"][pick(state, 4)]));
        }
    }
    let mut inside = String::new();
    for _ in 0..if depth < 4 { pick(state, 4) } else { 0 } {
        inside.push_str(["text", "&amp;&#13;", "<![CDATA[<&]]>", "\r\n \u{FC}", ""][pick(state, 5)]);
        inside.push_str(&generate(state, depth + 1));
    }
    format!("<{tag}>{inside}</{name}>")
}
