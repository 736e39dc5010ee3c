//! What holds for every message: nothing panics, nothing takes long, and nobody else signs in.

use std::time::{Duration, Instant};

use postern_saml::{Code, hint};
use postern_testkit::idp::{self, Key, both_signed, cut, in_response, response_signed, sign, vectors, with_signed_assertion};
use proptest::prelude::*;

use crate::harness::{encoded, login};

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

/// Every byte of the signed assertion outside its signature, changed to another letter.
#[test]
fn a_changed_byte_in_what_is_signed_is_refused() {
    let message = with_signed_assertion(str::to_owned);
    let start = message.find("<saml:Assertion").expect("it is there");
    let signature = cut(&message[start..], "<ds:Signature ", "</ds:Signature>");
    let signature_at = message.find(signature).expect("it is there");
    for at in (start..message.len() - "</samlp:Response>".len()).filter(|at| !(signature_at..signature_at + signature.len()).contains(at)) {
        let mut changed = message.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        // An element's end tag is not octets of its own, but changing it breaks the document.
        assert!(login(&changed).is_err(), "byte {at}: {}", String::from_utf8_lossy(&changed));
    }
}

/// Every element of a good message, copied or moved to every other place.
#[test]
fn a_moved_or_repeated_element_changes_nothing_about_who_signs_in() {
    for message in [with_signed_assertion(str::to_owned), response_signed(str::to_owned)] {
        let evil = idp::evil(&idp::assertion());
        let pieces = [
            "<saml:Assertion ",
            "<ds:Signature ",
            "<saml:Subject>",
            "<saml:NameID",
            "<saml:Conditions",
            "<saml:AttributeStatement>",
            "<saml:Issuer",
        ]
        .map(|start| {
            let name = start.trim_start_matches('<').trim_end_matches([' ', '>']);
            cut(&message, start, &format!("</{name}>")).to_owned()
        });
        let places: Vec<usize> = message.match_indices('<').map(|(at, _)| at).collect();
        for piece in pieces.iter().chain([&evil]) {
            for &place in &places {
                let mut copied = message.clone();
                copied.insert_str(place, piece);
                nobody_else(copied.as_bytes());
                nobody_else(copied.replacen(piece.as_str(), "", 1).as_bytes());
                let wrapped = format!("{}<x>{}", &message[..place], &message[place..]);
                nobody_else(format!("{wrapped}</x>").as_bytes());
            }
        }
    }
}

#[test]
fn no_message_takes_long() {
    // Debug builds on a busy machine get more time; the benchmark holds the real bound.
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 500 } else { 50 });
    let repeated = "<saml:Attribute xmlns:a=\"b\"/>".repeat(3000);
    let many = format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">{repeated}</samlp:Response>"
    );
    let open: String = (0..20).map(|level| format!("<a xmlns:a{level}=\"u\" xmlns:b{level}=\"u\" xmlns:c{level}=\"u\">")).collect();
    let scoped = format!("{open}{}{}", "<a xmlns:x=\"y\"/>".repeat(8000), "</a>".repeat(20));
    let ids: String = (0..9000).map(|at| format!("<a id=\"{at}\"/>")).collect();
    let special = [
        many,
        scoped,
        format!("<a>{ids}</a>"),
        "&amp;".repeat(50_000),
        format!("<a>{}</a>", "<![CDATA[a]]>".repeat(18_000)),
        format!("<a b='{}'/>", "&#x41;".repeat(40_000)),
    ];
    let heavy = vectors::all().into_iter().map(|vector| vector.message).chain(special.map(String::into_bytes));
    for message in heavy {
        let value = encoded(&message);
        let start = Instant::now();
        let _ = login(&message);
        let _ = hint(&value);
        let taken = start.elapsed();
        assert!(taken < limit, "{taken:?} for {}", String::from_utf8_lossy(&message[..message.len().min(200)]));
    }
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
    fn stretches_repeated_or_moved_let_nobody_else_in(
        which in 0..3_usize,
        from in any::<prop::sample::Index>(),
        length in 1..400_usize,
        to in any::<prop::sample::Index>(),
        remove in any::<bool>(),
    ) {
        let mut message = good()[which].clone().into_bytes();
        let from = from.index(message.len());
        let piece: Vec<u8> = message[from..(from + length).min(message.len())].to_vec();
        if remove {
            message.drain(from..from + piece.len());
        }
        let to = to.index(message.len() + 1);
        message.splice(to..to, piece);
        nobody_else(&message);
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
