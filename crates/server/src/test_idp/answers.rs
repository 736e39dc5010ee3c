//! The answers to choose from: the good one, and one for each thing that can be wrong.

use super::message::Says;

/// An answer.
pub(super) struct Answer {
    /// Its name in forms.
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// What is special about it.
    pub(super) text: &'static str,
    /// The reason for which it is refused; `None`: the person is signed in, if they may.
    pub(super) reason: Option<&'static str>,
    pub(super) signer: Signer,
    /// What it says otherwise, before it is signed.
    pub(super) edit: fn(&mut Says),
    /// What becomes of the whole message after it was signed; the second is a signed assertion more.
    pub(super) surgery: fn(String, &str) -> String,
}

/// Who signs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Signer {
    /// The test identity provider.
    Own,
    /// A key that nobody knows.
    Stranger,
    Nobody,
    /// Nothing is signed now: the last answer is sent again.
    Again,
}

const GOOD: Answer = Answer {
    name: "good",
    title: "Good",
    text: "All as it should be.",
    reason: None,
    signer: Signer::Own,
    edit: |_| {},
    surgery: |message, _| message,
};

/// An assertion begins and ends so.
const START: &str = "<saml:Assertion ";
const END: &str = "</saml:Assertion>";

/// All of them.
pub(super) const ANSWERS: &[Answer] = &[
    GOOD,
    Answer {
        name: "unsolicited",
        title: "Unsolicited",
        text: "Good, but in answer to nothing, as if the sign-in had begun here. The setting saml.unsolicited decides.",
        edit: |says| says.in_response_to = None,
        ..GOOD
    },
    Answer {
        name: "expired",
        title: "Expired",
        text: "It was good until ten minutes ago.",
        reason: Some("saml.expired"),
        edit: |says| {
            (says.issued, says.from) = (says.issued.plus_seconds(-1200), says.from.plus_seconds(-1200));
            says.until = says.issued.plus_seconds(600);
        },
        ..GOOD
    },
    Answer {
        name: "not-yet-valid",
        title: "Not yet valid",
        text: "It will be good in five minutes.",
        reason: Some("saml.not_yet_valid"),
        edit: |says| (says.from, says.until) = (says.from.plus_seconds(300), says.until.plus_seconds(300)),
        ..GOOD
    },
    Answer {
        name: "skewed-clock",
        title: "Skewed clock",
        text: "The identity provider's clock is an hour ahead.",
        reason: Some("saml.issued_in_future"),
        edit: |says| {
            (says.issued, says.from, says.until) =
                (says.issued.plus_seconds(3600), says.from.plus_seconds(3600), says.until.plus_seconds(3600));
        },
        ..GOOD
    },
    Answer {
        name: "wrong-audience",
        title: "Wrong audience",
        text: "It is for another service provider.",
        reason: Some("saml.audience_mismatch"),
        edit: |says| says.audience = "urn:someone:else".to_owned(),
        ..GOOD
    },
    Answer {
        name: "wrong-recipient",
        title: "Wrong recipient",
        text: "It was made to be posted elsewhere.",
        reason: Some("saml.recipient_mismatch"),
        edit: |says| says.recipient = "https://elsewhere.example/saml".to_owned(),
        ..GOOD
    },
    Answer {
        name: "other-request",
        title: "Another request",
        text: "It answers a request that this browser did not make.",
        reason: Some("saml.in_response_to_mismatch"),
        edit: |says| says.in_response_to = Some("_another-request".to_owned()),
        ..GOOD
    },
    Answer {
        name: "unsigned",
        title: "Unsigned",
        text: "Nobody signed it.",
        reason: Some("saml.unsigned"),
        signer: Signer::Nobody,
        ..GOOD
    },
    Answer {
        name: "unknown-key",
        title: "Unknown key",
        text: "It is signed, with a key that the organization has no certificate of.",
        reason: Some("saml.signature_invalid"),
        signer: Signer::Stranger,
        ..GOOD
    },
    Answer {
        name: "tampered",
        title: "Tampered with",
        text: "Somebody else's address was put in after it was signed.",
        reason: Some("saml.digest_mismatch"),
        surgery: |message, _| message.replace("<saml:AttributeValue>", "<saml:AttributeValue>not."),
        ..GOOD
    },
    Answer {
        name: "wrapped",
        title: "Wrapped",
        text: "The signed assertion was moved aside, and an unsigned one for somebody else put in its place (signature wrapping).",
        reason: Some("saml.misplaced_element"),
        surgery: |message, _| {
            let Some((before, signed, after)) = cut(&message) else { return message };
            let evil = unsigned(signed).replace("<saml:AttributeValue>", "<saml:AttributeValue>not.");
            let aside = format!("<samlp:Extensions>{signed}</samlp:Extensions><samlp:Status>");
            format!("{}{evil}{after}", before.replacen("<samlp:Status>", &aside, 1))
        },
        ..GOOD
    },
    Answer {
        name: "two-assertions",
        title: "Two assertions",
        text: "It holds two assertions, both signed.",
        reason: Some("saml.several_assertions"),
        surgery: |message, other| message.replacen(END, &format!("{END}{other}"), 1),
        ..GOOD
    },
    Answer {
        name: "sha1",
        title: "SHA-1",
        text: "Its signature names SHA-1, which is broken.",
        reason: Some("saml.sha1"),
        surgery: |message, _| {
            message.replace("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1")
        },
        ..GOOD
    },
    Answer {
        name: "missing-email",
        title: "No e-mail address",
        text: "The attribute email is missing.",
        reason: Some("saml.email_missing"),
        edit: |says| says.email = false,
        ..GOOD
    },
    Answer {
        name: "unknown-person",
        title: "Unknown person",
        text: "It names somebody whom the organization does not know.",
        reason: Some("saml.person_unknown"),
        edit: |says| says.person = "nobody@outside.example".to_owned(),
        ..GOOD
    },
    Answer {
        name: "other-organization",
        title: "Another organization",
        text: "The attribute OrganizationName names another organization.",
        reason: Some("saml.organization_mismatch"),
        edit: |says| says.organization = "another-organization".to_owned(),
        ..GOOD
    },
    Answer {
        name: "replay",
        title: "The last answer again",
        text: "Whatever was sent last is sent once more. What answered a request is refused because that was answered already.",
        reason: Some("saml.replayed"),
        signer: Signer::Again,
        ..GOOD
    },
];

/// What is before the assertion, itself, and what is behind it.
fn cut(message: &str) -> Option<(&str, &str, &str)> {
    let start = message.find(START)?;
    let end = message.find(END)? + END.len();
    Some((&message[..start], &message[start..end], &message[end..]))
}

/// An assertion without its signature, under another id.
fn unsigned(assertion: &str) -> String {
    let (before, rest) = assertion.split_once("<ds:Signature ").unwrap_or((assertion, ""));
    let after = rest.split_once("</ds:Signature>").map_or("", |(_, after)| after);
    format!("{before}{after}").replacen(" ID=\"", " ID=\"_evil", 1)
}
