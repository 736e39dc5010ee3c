//! The service provider at the command line, without a server: for making fixtures from other people's identity providers
//! (`tests/idp/fixtures.py`), and for looking into a response that somebody has captured.
//!
//!   service_provider metadata               what to give to the identity provider
//!   service_provider request URL            where to send a browser, to an address for sign-in; not signed
//!   service_provider examine < JSON         the checks of a response, one a line
//!
//! The JSON has `response` (base64), `issuer`, `certificates`, `now`, and perhaps `entity_id`, `acs`, `organization`,
//! `request` (the id of the pending one), or for a grant `recipients` and `audiences`.
#![allow(clippy::disallowed_methods, reason = "a program for people, not part of the library")]

use std::io::Read;
use std::time::Duration;

use postern_model::Timestamp;
use postern_model::settings::{SignedElement, Treatment};
use postern_saml::{
    Binding, Carrier, Endpoint, Idp, NameIdFormat, PendingLogin, Policy, Sp, TrustedKey, Use, accept, authn_request, sp_metadata,
};
use serde_json::Value;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["metadata"] => println!("{}", sp_metadata(&sp(&Value::Null), &idp(&Value::Null)?)),
        ["request", location] => println!("{}", request(location)?),
        ["examine"] => examine()?,
        _ => return Err("`metadata`, `request URL` or `examine`".into()),
    }
    Ok(())
}

fn text<'a>(input: &'a Value, name: &str, otherwise: &'a str) -> &'a str {
    input.get(name).and_then(Value::as_str).unwrap_or(otherwise)
}

fn list<'a>(input: &'a Value, name: &str) -> Vec<&'a str> {
    input.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

fn sp(input: &Value) -> Sp {
    Sp {
        entity_id: text(input, "entity_id", "urn:postern:acme").to_owned(),
        acs: text(input, "acs", "https://login.example.org/saml").to_owned(),
        slo: "https://login.example.org/saml/logout".to_owned(),
        organization: text(input, "organization", "acme").to_owned(),
        signing: None,
        certificate: None,
        policy: Policy {
            signed_element: SignedElement::Either,
            sha1: Treatment::Refuse,
            unsolicited: Treatment::Accept,
            missing_organization_name: Treatment::Refuse,
        },
    }
}

fn idp(input: &Value) -> Result<Idp, Failure> {
    let keys = list(input, "certificates").into_iter().map(TrustedKey::from_text).collect::<Result<_, _>>()?;
    Ok(Idp {
        id: "idp".to_owned(),
        issuer: text(input, "issuer", "").to_owned(),
        keys,
        sso: Endpoint { binding: Binding::Redirect, location: String::new() },
        slo: None,
        name_id_format: NameIdFormat::EmailAddress,
        sign_requests: false,
        force_authn: false,
    })
}

fn request(location: &str) -> Result<String, Failure> {
    let to = Idp { sso: Endpoint { binding: Binding::Redirect, location: location.to_owned() }, ..idp(&Value::Null)? };
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_millis();
    let request = authn_request(&sp(&Value::Null), &to, "_request1", Timestamp(i64::try_from(now)?));
    match request.carrier(Some("relay")) {
        Some(Carrier::Redirect(url)) => Ok(url),
        _ => Err("the request cannot be carried".into()),
    }
}

fn examine() -> Result<(), Failure> {
    let mut read = String::new();
    std::io::stdin().read_to_string(&mut read)?;
    let input: Value = serde_json::from_str(&read)?;
    let now = Timestamp::parse(text(&input, "now", "")).ok_or("`now` must be a moment")?;
    let asked = PendingLogin { id: text(&input, "request", "").to_owned(), idp: "idp".to_owned(), issued: now };
    let (recipients, audiences, pending) = (list(&input, "recipients"), list(&input, "audiences"), [asked]);
    let usage = if recipients.is_empty() {
        Use::WebLogin { pending: &pending }
    } else {
        Use::BearerGrant { recipients: &recipients, audiences: &audiences }
    };
    let verdict = accept(text(&input, "response", "").as_bytes(), &sp(&input), &idp(&input)?, usage, now, Duration::from_secs(10));
    for step in &verdict.steps {
        println!("{} {}: {}", if step.passed { "✓" } else { "✗" }, step.name, step.compared);
    }
    match verdict.outcome {
        Ok(accepted) => println!("accepted {}", accepted.email),
        Err(refusal) => println!("refused {refusal}"),
    }
    Ok(())
}
