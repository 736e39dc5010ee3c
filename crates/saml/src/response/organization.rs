//! The attribute `OrganizationName` is this organization's short name; whether it may be absent is the setting
//! `saml.missing-organization-name`.

use postern_model::settings::Treatment;

use super::Question;
use super::attributes::single;
use crate::trace::quoted;
use crate::{Code, Refusal};

pub(super) fn check(question: &Question<'_>) -> Result<String, Refusal> {
    let wanted = question.sp.organization.as_str();
    match single(&question.claims, "OrganizationName")? {
        Some(name) if name == wanted => Ok(format!("organization {}", quoted(wanted))),
        Some(other) => Err(Refusal::new(Code::OrganizationMismatch, quoted(wanted), quoted(other))),
        None if question.sp.policy.missing_organization_name == Treatment::Accept => {
            Ok("no organization named, which is allowed".to_owned())
        }
        None => Err(Refusal::new(Code::OrganizationNameMissing, "the attribute `OrganizationName`", "none")),
    }
}
