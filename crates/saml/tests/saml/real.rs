//! Real messages of identity providers that nobody here wrote (`tests/fixtures/`): taken as they are, refused when altered.

use std::path::Path;
use std::time::Duration;

use postern_model::Timestamp;
use postern_saml::{
    Accepted, Code, Delivery, Idp, IdpMetadata, PendingLogin, Refusal, Use, accept, parse_idp_metadata, verify_logout_request,
};
use postern_testkit::idp::{self, Key, cut, swap, swap_all};

use crate::harness::{encoded, provider, sp, trusted};

const APPLICATION: &str = "https://localhost:8443/saml";
/// What the messages are for, by file.
const MESSAGES: [&str; 3] = ["login.xml", "unsolicited.xml", "grant.xml"];

struct Real {
    name: &'static str,
    now: Timestamp,
    metadata: IdpMetadata,
}

fn read(name: &str, file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn all() -> [Real; 2] {
    ["simplesamlphp", "pysaml2"].map(|name| {
        let about: serde_json::Value = serde_json::from_str(&read(name, "about.json")).expect("JSON");
        let now = about["now"].as_str().and_then(Timestamp::parse).expect("a moment");
        let metadata = parse_idp_metadata(read(name, "metadata.xml").as_bytes(), now).expect("its metadata");
        assert_eq!(about["issuer"], metadata.entity_id.as_str());
        Real { name, now, metadata }
    })
}

impl Real {
    fn idp(&self) -> Idp {
        Idp { issuer: self.metadata.entity_id.clone(), keys: self.metadata.certificates.clone(), ..provider() }
    }

    fn examine_with(&self, file: &str, message: &str, idp: &Idp, now: Timestamp) -> Result<Accepted, Refusal> {
        let pending = [PendingLogin { id: idp::REQUEST.to_owned(), idp: idp.id.clone(), issued: self.now }];
        let usage = match file {
            "grant.xml" => Use::BearerGrant { recipients: &[APPLICATION], audiences: &[APPLICATION] },
            _ => Use::WebLogin { pending: &pending },
        };
        accept(&encoded(message.as_bytes()), &sp(), idp, usage, now, Duration::from_secs(10)).outcome
    }

    fn examine(&self, file: &str, message: &str) -> Result<Accepted, Code> {
        self.examine_with(file, message, &self.idp(), self.now).map_err(|refusal| refusal.code)
    }
}

fn each(test: impl Fn(&Real, &str, &str)) {
    for real in all() {
        for file in MESSAGES {
            test(&real, file, &read(real.name, file));
        }
    }
}

#[test]
fn real_messages_are_accepted() {
    each(|real, file, message| {
        let accepted = real.examine(file, message).unwrap_or_else(|code| panic!("{} {file}: {code}", real.name));
        assert_eq!((accepted.email.as_str(), accepted.subject.value.as_str()), (idp::EMAIL, idp::EMAIL));
        assert_eq!(accepted.organization_name.as_deref(), Some(idp::ORGANIZATION));
        assert_eq!(accepted.service_name.as_deref(), Some("directory"));
        assert!(accepted.session_index.is_some(), "{} {file}", real.name);
        assert_eq!(accepted.in_response_to.as_deref(), (file == "login.xml").then_some(idp::REQUEST));
        assert_eq!(accepted.key_fingerprint, real.metadata.certificates[0].fingerprint);
    });
}

#[test]
fn real_messages_are_for_their_time_issuer_and_key_only() {
    each(|real, file, message| {
        let code = |idp: &Idp, now| real.examine_with(file, message, idp, now).expect_err("it is refused").code;
        assert_eq!(code(&real.idp(), real.now.plus_seconds(3600)), Code::Expired, "{} {file}", real.name);
        assert_eq!(code(&real.idp(), real.now.plus_seconds(-3600)), Code::IssuedInFuture, "{} {file}", real.name);
        assert_eq!(code(&Idp { issuer: "https://other.example".to_owned(), ..real.idp() }, real.now), Code::IssuerMismatch);
        assert_eq!(code(&Idp { keys: vec![trusted(Key::First)], ..real.idp() }, real.now), Code::SignatureInvalid);
        // A grant's audience is the application; our own audience is good for a grant, but the recipient is not.
        let (other, code) =
            if file == "grant.xml" { ("login.xml", Code::AudienceMismatch) } else { ("grant.xml", Code::RecipientMismatch) };
        assert_eq!(real.examine(other, message), Err(code), "{} {file}", real.name);
    });
}

#[test]
fn altered_copies_of_real_messages_are_refused() {
    each(|real, file, message| {
        let name = |element: &str| {
            let at = message.find(&format!(":{element}")).expect("it is there");
            let start = message[..at].rfind('<').expect("a tag") + 1;
            format!("{}:{element}", &message[start..at])
        };
        let signature = name("Signature");
        let whole = |text: &str, name: &str| cut(text, &format!("<{name}"), &format!("</{name}>")).to_owned();
        let unsigned = |text: &str| {
            let mut text = text.to_owned();
            while text.contains(&format!("</{signature}>")) {
                text = swap(&text, &whole(&text, &signature), "");
            }
            text
        };
        let assertion = whole(message, &name("Assertion"));
        let id = cut(&assertion, " ID=\"", "\" ").to_owned();
        let twin = swap_all(&swap(&unsigned(&assertion), &id, " ID=\"_evil\" "), idp::EMAIL, "admin@example.org");
        let cases = [
            ("tampered", swap_all(message, idp::EMAIL, "admin@example.org"), Code::DigestMismatch),
            ("unsigned", unsigned(message), Code::Unsigned),
            ("twin before", swap(message, &assertion, &format!("{twin}{assertion}")), Code::SeveralAssertions),
            ("same id twice", swap(message, &assertion, &format!("{assertion}{assertion}")), Code::DuplicateId),
            ("comment in the name", swap(message, ">alice@", ">alice<!---->@"), Code::XmlComment),
        ];
        for (case, altered, code) in cases {
            assert_eq!(real.examine(file, &altered), Err(code), "{} {file}: {case}", real.name);
        }
    });
}

/// One letter in thirteen, as every one would take too long without optimization.
#[test]
fn a_changed_letter_in_a_real_message_lets_nobody_else_in() {
    each(|real, file, message| {
        for at in (0..message.len()).step_by(13) {
            let mut changed = message.as_bytes().to_vec();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            if let Ok(accepted) = real.examine(file, &String::from_utf8(changed).expect("ASCII")) {
                assert_eq!(
                    (accepted.email.as_str(), accepted.subject.value.as_str()),
                    (idp::EMAIL, idp::EMAIL),
                    "{} {file} {at}",
                    real.name
                );
            }
        }
    });
}

#[test]
fn real_logout_requests_are_verified() {
    for real in all() {
        let query = read(real.name, "logout.query");
        let verify = |query: &str| {
            let outcome = verify_logout_request(Delivery::Redirect(query), &sp(), &real.idp(), real.now, Duration::from_secs(10));
            outcome.map_err(|refusal| refusal.code)
        };
        let request = verify(query.trim_end()).unwrap_or_else(|code| panic!("{}: {code}", real.name));
        assert_eq!(request.subject.value, idp::EMAIL);
        assert_eq!(request.session_indexes.len(), 1, "{}", real.name);
        assert_eq!(verify(&swap(query.trim_end(), "SAMLRequest=", "SAMLRequest=A")), Err(Code::QuerySignature));
        assert_eq!(verify(query.split("&SigAlg").next().expect("the message")), Err(Code::Unsigned));
    }
}
