//! Properly signed, and still not for us, not now, or not from them.

use super::Set;
use crate::idp::{ACS, Key, assertion, cut, in_response, response_signed, sign, swap, swap_all, with_signed_assertion};

pub(super) const CONDITIONS_END: &str = "NotOnOrAfter=\"2026-03-01T12:05:00Z\"><saml:AudienceRestriction>";
pub(super) const DATA_END: &str = "NotOnOrAfter=\"2026-03-01T12:05:00Z\" Recipient";
const AUDIENCE: &str = "<saml:AudienceRestriction><saml:Audience>urn:postern:acme</saml:Audience></saml:AudienceRestriction>";

/// A change of the assertion before it is signed.
pub(super) fn edited(from: &str, to: &str) -> String {
    with_signed_assertion(|text| swap(text, from, to))
}

/// A change of the envelope around a signed assertion.
pub(super) fn around(from: &str, to: &str) -> String {
    swap(&with_signed_assertion(str::to_owned), from, to)
}

/// A change before the whole response is signed.
fn whole(from: &str, to: &str) -> String {
    response_signed(|text| swap(text, from, to))
}

pub(super) fn add(set: &mut Set) {
    set.add("sem-control-resigned", with_signed_assertion(str::to_owned));
    audience(set);
    places(set);
    times(set);
    subject(set);
    requests(set);
    parties(set);
    repeated(set);
}

fn audience(set: &mut Set) {
    let restriction = |names: &[&str]| {
        let inside: String = names.iter().map(|name| format!("<saml:Audience>{name}</saml:Audience>")).collect();
        format!("<saml:AudienceRestriction>{inside}</saml:AudienceRestriction>")
    };
    set.add("sem-audience-wrong", edited(AUDIENCE, &restriction(&["urn:other"])));
    set.add("sem-audience-prefix", edited(AUDIENCE, &restriction(&["urn:postern:acme2"])));
    set.add("sem-audience-space", edited(AUDIENCE, &restriction(&[" urn:postern:acme"])));
    set.add("sem-audience-missing", edited(AUDIENCE, ""));
    set.add("sem-audience-empty", edited(AUDIENCE, &restriction(&[])));
    set.add("sem-audience-second-restriction-excludes", edited(AUDIENCE, &format!("{AUDIENCE}{}", restriction(&["urn:other"]))));
    set.add("sem-audience-two-in-one", edited(AUDIENCE, &restriction(&["urn:other", "urn:postern:acme"])));
    let conditions = cut(&assertion(), "<saml:Conditions", "</saml:Conditions>").to_owned();
    set.add("sem-conditions-missing", edited(&conditions, ""));
    set.add("sem-onetimeuse", edited(AUDIENCE, &format!("{AUDIENCE}<saml:OneTimeUse></saml:OneTimeUse>")));
    let unknown =
        r#"<saml:Condition xmlns:x="urn:x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x:Weekday"></saml:Condition>"#;
    // Only visibly used prefixes are in the canonical form.
    let signed = edited(AUDIENCE, &format!("{AUDIENCE}{}", unknown.replace(" xmlns:x=\"urn:x\"", "")));
    set.add("sem-unknown-condition", swap(&signed, "<saml:Condition ", "<saml:Condition xmlns:x=\"urn:x\" "));
}

fn places(set: &mut Set) {
    let recipient = format!(" Recipient=\"{ACS}\"");
    set.add("sem-recipient-wrong", edited(&recipient, " Recipient=\"https://other.example/saml\""));
    set.add("sem-recipient-missing", edited(&recipient, ""));
    let destination = format!(" Destination=\"{ACS}\"");
    set.add("sem-destination-wrong", around(&destination, " Destination=\"https://other.example/saml\""));
    set.add("sem-destination-wrong-signed", whole(&destination, " Destination=\"https://other.example/saml\""));
    set.add("sem-destination-missing", around(&destination, ""));
    set.add("sem-destination-missing-signed", whole(&destination, ""));
    set.add("sem-destination-empty-signed", whole(&destination, " Destination=\"\""));
}

fn times(set: &mut Set) {
    let conditions = |moment: &str| edited(CONDITIONS_END, &swap(CONDITIONS_END, "2026-03-01T12:05:00Z", moment));
    let data = |moment: &str| edited(DATA_END, &swap(DATA_END, "2026-03-01T12:05:00Z", moment));
    set.add("sem-expired", with_signed_assertion(|text| swap_all(text, "2026-03-01T12:05:00Z", "2026-03-01T11:00:00Z")));
    set.add("sem-expired-conditions-only", conditions("2026-03-01T11:00:00Z"));
    set.add("sem-expired-scd-only", data("2026-03-01T11:00:00Z"));
    set.add("sem-expired-within-skew", conditions("2026-03-01T11:59:51Z"));
    set.add("sem-expired-beyond-skew", conditions("2026-03-01T11:59:49Z"));
    let before = |moment: &str| edited("NotBefore=\"2026-03-01T11:59:30Z\"", &format!("NotBefore=\"{moment}\""));
    set.add("sem-notbefore-future", before("2026-03-01T12:10:00Z"));
    set.add("sem-skew-within", before("2026-03-01T12:00:09Z"));
    for (name, moment) in [("garbage", "soon"), ("no-tz", "2026-03-01T12:05:00"), ("offset", "2026-03-01T14:05:00+02:00")] {
        set.add(format!("sem-time-{name}"), conditions(moment));
    }
    set.add("sem-conditions-notonorafter-missing", edited(" NotOnOrAfter=\"2026-03-01T12:05:00Z\"><saml:Aud", "><saml:Aud"));
    let issued = "IssueInstant=\"2026-03-01T11:59:50Z\"";
    set.add("sem-issueinstant-future", edited(issued, "IssueInstant=\"2026-03-01T12:01:00Z\""));
    set.add("sem-session-expired", edited("2026-03-01T20:00:00Z", "2026-03-01T11:00:00Z"));
}

fn subject(set: &mut Set) {
    let base = assertion();
    let data = cut(&base, "<saml:SubjectConfirmationData", "</saml:SubjectConfirmationData>");
    let confirmation = cut(&base, "<saml:SubjectConfirmation ", "</saml:SubjectConfirmation>");
    let name = cut(&base, "<saml:NameID", "</saml:NameID>");
    set.add("sem-scd-notonorafter-missing", edited(DATA_END, "Recipient"));
    set.add("sem-scd-notbefore-present", edited(DATA_END, &format!("NotBefore=\"2026-03-01T11:00:00Z\" {DATA_END}")));
    set.add("sem-scd-missing", edited(data, ""));
    set.add("sem-subjectconfirmation-missing", edited(confirmation, ""));
    set.add("sem-confirmation-hok", edited("cm:bearer", "cm:holder-of-key"));
    set.add("sem-confirmation-sendervouches", edited("cm:bearer", "cm:sender-vouches"));
    let expired = confirmation.replace("12:05:00Z", "11:00:00Z");
    set.add("sem-two-confirmations-second-ok", edited(confirmation, &format!("{expired}{confirmation}")));
    set.add("sem-subject-missing", edited(cut(&base, "<saml:Subject>", "</saml:Subject>"), ""));
    set.add("sem-nameid-missing", edited(name, ""));
    set.add("sem-nameid-empty", edited(">alice@example.org</saml:NameID>", "></saml:NameID>"));
    set.add("sem-nameid-twice", edited(name, &format!("{name}{name}")));
    set.add("sem-authnstatement-missing", edited(cut(&base, "<saml:AuthnStatement", "</saml:AuthnStatement>"), ""));
}

fn requests(set: &mut Set) {
    let mine = " InResponseTo=\"_request1\"";
    let nobody = |text: &str| swap_all(text, mine, "");
    set.add("sem-irt-scd-mismatch", edited(mine, " InResponseTo=\"_request2\""));
    set.add("sem-irt-scd-missing", edited(mine, ""));
    set.add("sem-irt-response-mismatch", around(mine, " InResponseTo=\"_request2\""));
    set.add("sem-irt-response-missing", around(mine, ""));
    set.add("sem-unsolicited", nobody(&with_signed_assertion(|text| nobody(text))));
    let other = |text: &str| swap_all(text, mine, " InResponseTo=\"_stranger\"");
    set.add("sem-irt-unknown-request", swap(&with_signed_assertion(other), mine, " InResponseTo=\"_stranger\""));
}

fn parties(set: &mut Set) {
    let issuer = |to: &str| format!(">{to}</saml:Issuer>");
    set.add("sem-issuer-wrong-assertion", edited(&issuer("https://idp.example/md"), &issuer("https://other.example/md")));
    set.add("sem-issuer-wrong-response", around(&issuer("https://idp.example/md"), &issuer("https://other.example/md")));
    let element = r#"<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://idp.example/md</saml:Issuer>"#;
    set.add("sem-issuer-response-missing", around(element, ""));
    set.add("sem-issuer-response-missing-signed", {
        let unsigned = in_response(&swap(&assertion(), "<saml:Issuer>", "<saml:Issuer >")).replace(element, "");
        let signed = sign(&unsigned.replace("<saml:Issuer >", "<saml:Issuer>"), Key::First);
        // The signature went behind the assertion's issuer, the only one left: it belongs to the response.
        let signature = cut(&signed, "<ds:Signature ", "</ds:Signature>").to_owned();
        swap(&swap(&signed, &signature, ""), "<samlp:Status>", &format!("{signature}<samlp:Status>"))
    });
    set.add("sem-status-failure", around("status:Success", "status:Responder"));
    set.add(
        "sem-status-missing",
        around(
            r#"<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode></samlp:Status>"#,
            "",
        ),
    );
    set.add("sem-version-11", edited("Version=\"2.0\"", "Version=\"1.1\""));
    set.add("sem-response-version-11", around("Version=\"2.0\"", "Version=\"1.1\""));
    set.add("sem-id-missing", {
        let signed = with_signed_assertion(str::to_owned);
        swap(&signed, " ID=\"_assertion1\"", "")
    });
    // Issued to another service of the same identity provider, then handed to us.
    let theirs = |text: &str| swap(&swap(text, "urn:postern:acme", "urn:other:service"), ACS, "https://other.example/saml");
    let substituted = with_signed_assertion(theirs);
    set.add("real-token-substitution", swap(&substituted, &format!("Destination=\"{ACS}\""), "Destination=\"https://other.example/saml\""));
    set.add("real-token-substitution-fixed-envelope", substituted);
}

/// Good messages whose assertion was used before: as they were, and in another envelope.
fn repeated(set: &mut Set) {
    set.add("replay", with_signed_assertion(str::to_owned));
    set.add("replay-fresh-envelope", around("ID=\"_response1\"", "ID=\"_response2\""));
}
