//! X.509 certificates of identity providers, as far as a record needs them: readable, and valid now (RFC 5280 §4.1.2.5).
//! The text stays as it was written; only the check reads it.

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use postern_model::Timestamp;
use x509_parser::{parse_x509_certificate, time::ASN1Time};

use crate::Refusal;

const BASE64: GeneralPurpose =
    GeneralPurpose::new(&STANDARD, GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent));

/// Checks one certificate: PEM, or DER in base64 with any white space. `field` is its name in the record, for messages.
///
/// # Errors
/// It cannot be read, or is not valid at `now`.
pub fn check(field: &str, text: &str, now: Timestamp) -> Result<(), Refusal> {
    let (from, until) = validity(field, text)?;
    if now < from {
        return Err(Refusal::bad("certificate.not.yet.valid", format!("`{field}` is not valid before {from}")));
    }
    if now > until {
        return Err(Refusal::bad("certificate.expired", format!("`{field}` expired on {until}")));
    }
    Ok(())
}

/// From when and until when a certificate is valid, both included.
///
/// # Errors
/// It cannot be read.
pub fn validity(field: &str, text: &str) -> Result<(Timestamp, Timestamp), Refusal> {
    let unparseable = |what: &str| Refusal::bad("certificate.unparseable", format!("`{field}` {what}"));
    let body: String = armoured(text).map_err(unparseable)?.split_whitespace().collect();
    let der = BASE64.decode(body).map_err(|_| {
        Refusal::bad("certificate.invalid.base64", format!("`{field}` is neither a PEM certificate nor a DER certificate in base64"))
    })?;
    match parse_x509_certificate(&der) {
        Ok(([], certificate)) => {
            let validity = certificate.validity();
            Ok((moment(validity.not_before), moment(validity.not_after)))
        }
        Ok(_) => Err(unparseable("holds more than one certificate; give each its own place in `certificates`")),
        Err(_) => Err(unparseable("is not an X.509 certificate")),
    }
}

/// What stands between the PEM lines (RFC 7468 §5), or the whole text when there are none.
fn armoured(text: &str) -> Result<&str, &'static str> {
    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    const END: &str = "-----END CERTIFICATE-----";
    let Some((_, rest)) = text.split_once(BEGIN) else {
        return if text.contains("-----BEGIN") { Err("is PEM, but not of a certificate") } else { Ok(text) };
    };
    let (body, rest) = rest.split_once(END).ok_or("is PEM without its last line")?;
    match rest.contains(BEGIN) {
        true => Err("holds more than one certificate; give each its own place in `certificates`"),
        false => Ok(body),
    }
}

fn moment(time: ASN1Time) -> Timestamp {
    Timestamp(time.timestamp().saturating_mul(1000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::certificates;

    const PEM: &str = certificates::OKTA;

    fn outcome(text: &str, now: &str) -> String {
        let now = Timestamp::parse(now).unwrap_or(Timestamp(0));
        check("certificate", text, now).map_or_else(|refusal| format!("{}: {}", refusal.code, refusal.message), |()| "good".to_owned())
    }

    fn base64() -> String {
        PEM.lines().filter(|line| !line.starts_with('-')).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn pem_and_bare_base64_are_alike() {
        let unpadded = base64().trim_end_matches('=').to_owned();
        let annotated = format!("subject=CN = okta\n{PEM}\n");
        let crlf = PEM.replace('\n', "\r\n");
        let one_line = base64().replace('\n', "");
        for text in [PEM, &base64(), &unpadded, &annotated, &crlf, &one_line] {
            assert_eq!(outcome(text, "2027-01-01T00:00:00Z"), "good", "{text}");
        }
    }

    #[test]
    fn a_certificate_outside_its_time_is_refused() {
        let until = "certificate.expired: `certificate` expired on 2046-01-01T00:00:00.000Z";
        let from = "certificate.not.yet.valid: `certificate` is not valid before 2026-01-01T00:00:00.000Z";
        assert_eq!(outcome(PEM, "2046-01-01T00:00:00Z"), "good", "the last second counts");
        assert_eq!(outcome(PEM, "2046-01-01T00:00:01Z"), until);
        assert_eq!(outcome(PEM, "2025-12-31T23:59:59Z"), from);
    }

    #[test]
    fn what_is_no_certificate_is_named_for_what_it_is() {
        let several = "certificate.unparseable: `certificate` holds more than one certificate; give each its own place in `certificates`";
        let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----";
        let cut = PEM.replace("-----END CERTIFICATE-----", "");
        let cases = [
            ("secret!", "certificate.invalid.base64: `certificate` is neither a PEM certificate nor a DER certificate in base64"),
            ("AAAA", "certificate.unparseable: `certificate` is not an X.509 certificate"),
            ("", "certificate.unparseable: `certificate` is not an X.509 certificate"),
            (key, "certificate.unparseable: `certificate` is PEM, but not of a certificate"),
            (&cut, "certificate.unparseable: `certificate` is PEM without its last line"),
            (&format!("{PEM}{PEM}"), several),
        ];
        for (text, expected) in cases {
            assert_eq!(outcome(text, "2027-01-01T00:00:00Z"), expected);
        }
    }
}
