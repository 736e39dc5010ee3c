//! What holds for every message: nothing panics, nothing takes long, and nobody else signs in.

use postern_saml::{Code, hint};
use postern_testkit::idp::{self, Key, both_signed, cut, in_response, response_signed, sign, with_signed_assertion};
use proptest::prelude::*;

use crate::harness::login;

fn good() -> [String; 3] {
    [with_signed_assertion(str::to_owned), response_signed(str::to_owned), both_signed()]
}

/// Signed in is Alice as the identity provider named her, or nobody.
fn nobody_else(message: &[u8]) {
    if let Ok(accepted) = login(message) {
        assert_eq!(
            (accepted.subject.value.as_str(), accepted.email.as_str()),
            (idp::EMAIL, idp::EMAIL),
            "{}",
            String::from_utf8_lossy(message)
        );
        assert_eq!(accepted.assertion_id, "_assertion1");
    }
}

/// Where the signed octets of a message are: from its signed element's start to its end, `KeyInfo` aside (which nobody
/// signs or reads). `SignedInfo` and `SignatureValue` are among them: whoever changes those breaks the signature.
fn is_signed(message: &str, at: usize) -> bool {
    let element = if message.contains("</ds:Signature><samlp:Status>") { "Response" } else { "Assertion" };
    let start = message.find(&format!(":{element} ")).expect("it is there") - 5;
    let end = message.rfind(&format!("{element}>")).expect("it is there") + element.len();
    let key_info = message.match_indices("<ds:KeyInfo>").zip(message.match_indices("</ds:KeyInfo>"));
    (start..=end).contains(&at) && !key_info.into_iter().any(|((from, _), (to, _))| (from + 12..to).contains(&at))
}

/// Every byte of what is signed, changed to another letter.
#[test]
fn a_changed_letter_in_what_is_signed_is_refused() {
    let message = with_signed_assertion(str::to_owned);
    for at in (0..message.len()).filter(|at| is_signed(&message, *at)) {
        let mut changed = message.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        assert!(login(&changed).is_err(), "byte {at}: {}", String::from_utf8_lossy(&changed));
    }
}

/// A well-formed message's elements: where each starts and ends. White space, quotes and such are as the toy writes them.
fn elements(message: &str) -> Vec<std::ops::Range<usize>> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for (at, _) in message.match_indices('<') {
        let end = at + message[at..].find('>').expect("tags end") + 1;
        if message[at..].starts_with("</") {
            found.push(open.pop().expect("it was opened")..end);
        } else {
            open.push(at);
        }
    }
    found
}

/// What an attacker would like to be read.
fn lures() -> Vec<String> {
    let evil = idp::evil(&idp::assertion());
    let piece = |start: &str, end: &str| cut(&evil, start, end).to_owned();
    vec![
        piece("<saml:Subject>", "</saml:Subject>"),
        piece("<saml:NameID", "</saml:NameID>"),
        piece("<saml:AttributeStatement>", "</saml:AttributeStatement>"),
        piece("<saml:Attribute Name=\"email\"", "</saml:Attribute>"),
        "<saml:AttributeValue>admin@example.org</saml:AttributeValue>".to_owned(),
        sign(&evil, Key::Attacker),
        evil.replace("_evil1", "_assertion1"),
        "admin@example.org".to_owned(),
        "<![CDATA[admin@example.org]]>".to_owned(),
        "<!-- -->".to_owned(),
        evil,
    ]
}

/// One step of an attacker who knows XML: indices choose an element, another, and a lure.
#[derive(Clone, Debug)]
enum Move {
    Repeat(prop::sample::Index, prop::sample::Index),
    Shift(prop::sample::Index, prop::sample::Index),
    Remove(prop::sample::Index),
    Wrap(prop::sample::Index, prop::sample::Index),
    Insert(prop::sample::Index, prop::sample::Index),
    Replace(prop::sample::Index, prop::sample::Index),
}

fn moves() -> impl Strategy<Value = Move> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        (index(), index()).prop_map(|(what, to)| Move::Repeat(what, to)),
        (index(), index()).prop_map(|(what, to)| Move::Shift(what, to)),
        index().prop_map(Move::Remove),
        (index(), index()).prop_map(|(what, with)| Move::Wrap(what, with)),
        (index(), index()).prop_map(|(to, what)| Move::Insert(to, what)),
        (index(), index()).prop_map(|(what, with)| Move::Replace(what, with)),
    ]
}

const WRAPPERS: [&str; 7] =
    ["samlp:Extensions", "saml:Advice", "ds:Object", "samlp:StatusDetail", "samlp:Response", "saml:Assertion", "saml:Subject"];

/// The message after a step; `None` when the step has nothing to take hold of.
fn moved(message: &str, step: &Move) -> Option<String> {
    let spans = elements(message);
    let (span, lures) = (|index: &prop::sample::Index| index.get(&spans).clone(), lures());
    if spans.is_empty() {
        return None;
    }
    let put = |text: &str, at: usize, piece: &str| [&text[..at], piece, &text[at..]].concat();
    Some(match step {
        Move::Repeat(what, to) => put(message, span(to).start, &message[span(what)]),
        Move::Shift(what, to) => {
            let (what, to) = (span(what), span(to).end);
            let piece = &message[what.clone()];
            let rest = [&message[..what.start], &message[what.end..]].concat();
            put(&rest, if to >= what.end { to - piece.len() } else { to.min(what.start) }, piece)
        }
        Move::Remove(what) => [&message[..span(what).start], &message[span(what).end..]].concat(),
        Move::Wrap(what, with) => {
            let (what, with) = (span(what), with.get(&WRAPPERS));
            let spaces = "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"";
            [&message[..what.start], &format!("<{with} {spaces}>"), &message[what.clone()], &format!("</{with}>"), &message[what.end..]]
                .concat()
        }
        Move::Insert(to, what) => put(message, span(to).start + message[span(to)].find('>')? + 1, what.get(&lures).as_str()),
        Move::Replace(what, with) => [&message[..span(what).start], with.get(&lures).as_str(), &message[span(what).end..]].concat(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn bytes_changed_cut_or_added_let_nobody_else_in(
        which in 0..3_usize,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..6),
    ) {
        let mut message = good()[which].clone().into_bytes();
        for (index, byte, kind) in edits {
            let at = index.index(message.len());
            match kind {
                0 => message[at] = byte,
                1 => message.insert(at, byte),
                _ => { message.remove(at); }
            }
        }
        nobody_else(&message);
    }

    #[test]
    fn any_other_byte_in_what_is_signed_is_refused(which in 0..3_usize, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let message = &good()[which];
        let at = at.index(message.len());
        let old = message.as_bytes()[at];
        // White space for white space, between attributes, is the same in canonical form.
        prop_assume!(is_signed(message, at) && byte != old && !(byte.is_ascii_whitespace() && old.is_ascii_whitespace()));
        let mut changed = message.clone().into_bytes();
        changed[at] = byte;
        prop_assert!(login(&changed).is_err(), "{at}: {}", String::from_utf8_lossy(&changed));
    }

    #[test]
    fn an_attacker_who_knows_xml_lets_nobody_else_in(which in 0..3_usize, steps in prop::collection::vec(moves(), 1..4)) {
        let mut message = good()[which].clone();
        for step in &steps {
            if let Some(next) = moved(&message, step) {
                message = next;
            }
            // A comment or section is no element; what comes after is not looked for.
            if message.contains("<!") {
                break;
            }
        }
        nobody_else(message.as_bytes());
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(login(&bytes).is_err());
        let _ = hint(&bytes);
        let _ = postern_saml::parse_idp_metadata(&bytes, crate::harness::now());
        let _ = postern_saml::TrustedKey::from_der(&bytes);
    }

    #[test]
    fn any_markup_is_answered(text in "[<>/!?\\-\\[\\]CDATA&;#x='\" \na-c:xmlns]{0,200}") {
        prop_assert!(login(text.as_bytes()).is_err());
    }
}

#[test]
fn a_stolen_signature_signs_nobody_in() {
    let theirs = sign(&idp::assertion().replace(idp::EMAIL, "bob@example.org").replace("_assertion1", "_assertion2"), Key::First);
    let signature = cut(&theirs, "<ds:Signature ", "</ds:Signature>");
    let grafted = idp::swap(&idp::assertion(), "<saml:Subject>", &format!("{signature}<saml:Subject>"));
    assert_eq!(login(in_response(&grafted)).map_err(|refusal| refusal.code), Err(Code::Reference));
}
