//! The attributes that people are found by (help centre: single sign-on provider articles): `email`, `OrganizationName`
//! and `ServiceName`, letter case and all, each at most once with one plain value. No attribute comes twice: readers
//! differ on which one counts.

use std::collections::BTreeSet;

use super::Question;
use super::name_id::is_plain;
use crate::claims::Claims;
use crate::trace::quoted;
use crate::{Code, Refusal};

const READ: [&str; 3] = ["email", "OrganizationName", "ServiceName"];
const MAX: usize = 1024;

pub(super) fn check(question: &Question<'_>) -> Result<String, Refusal> {
    let mut seen = BTreeSet::new();
    for (name, _) in &question.claims.attributes {
        if !seen.insert(name) {
            return Err(Refusal::new(Code::AttributeRepeated, "each attribute once", format!("{} twice", quoted(name))));
        }
    }
    for name in READ {
        single(&question.claims, name)?;
    }
    if single(&question.claims, "email")?.is_none() {
        let names: Vec<&str> = question.claims.attributes.iter().take(20).map(|(name, _)| name.as_str()).collect();
        return Err(Refusal::new(Code::EmailMissing, "the attribute `email`", quoted(&names.join(", "))));
    }
    Ok(format!("{} attributes, `email` among them", seen.len()))
}

/// The one value of an attribute: absent is `None`, several or not plain is refused.
pub(super) fn single<'a>(claims: &'a Claims, name: &str) -> Result<Option<&'a str>, Refusal> {
    let Some((_, values)) = claims.attributes.iter().find(|(known, _)| known == name) else { return Ok(None) };
    match values.as_slice() {
        [value] if is_plain(value, MAX) => Ok(Some(value)),
        other => {
            let found = if other.len() == 1 { "a value that is not".to_owned() } else { format!("{} values", other.len()) };
            Err(Refusal::new(Code::AttributeMalformed, format!("one plain value of {}", quoted(name)), found))
        }
    }
}
