//! The issuer is the provider's `issuerURI`: on the assertion always, on the response where it says one, which a signed
//! response must (SAML core §2.2.5; profiles §4.1.4.2).

use super::Question;
use crate::trace::quoted;
use crate::{Code, Refusal};

pub(super) fn check(question: &Question<'_>) -> Result<String, Refusal> {
    let wanted = question.idp.issuer.as_str();
    let missing = |what| Refusal::new(Code::IssuerMissing, quoted(wanted), format!("no Issuer in the {what}"));
    let compare = |what, found: &str| {
        let mismatch = || Refusal::new(Code::IssuerMismatch, quoted(wanted), format!("{} in the {what}", quoted(found)));
        if found == wanted && !wanted.is_empty() { Ok(()) } else { Err(mismatch()) }
    };
    compare("Assertion", question.claims.issuer.as_deref().ok_or_else(|| missing("Assertion"))?)?;
    match question.envelope.as_ref().map(|envelope| (envelope.issuer.as_deref(), envelope.signed)) {
        Some((Some(issuer), _)) => compare("Response", issuer)?,
        Some((None, true)) => return Err(missing("signed Response")),
        Some((None, false)) | None => {}
    }
    Ok(format!("issuer {}", quoted(wanted)))
}
