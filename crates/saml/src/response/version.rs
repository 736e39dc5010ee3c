//! SAML 2.0, response and assertion alike; ids that can be referred to.

use super::{Question, check_version_and_id};
use crate::Refusal;
use crate::{Code, trace::quoted};

pub(super) fn check(question: &Question<'_>) -> Result<String, Refusal> {
    if let Some(envelope) = &question.envelope
        && envelope.version != "2.0"
    {
        return Err(Refusal::new(Code::Version, "a Response of version 2.0", quoted(&envelope.version)));
    }
    check_version_and_id(&question.claims.version, &question.claims.id)?;
    Ok("version 2.0".to_owned())
}
