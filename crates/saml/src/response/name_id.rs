//! A name that cannot be mistaken for another: not empty, no white space around it, no control characters.

use super::Question;
use crate::claims::NameId;
use crate::{Code, Refusal};

const MAX: usize = 1024;

pub(super) fn check(question: &Question<'_>) -> Result<String, Refusal> {
    check_name(question.claims.name_id.as_ref())
}

pub(crate) fn check_name(name: Option<&NameId>) -> Result<String, Refusal> {
    let name = name.ok_or_else(|| Refusal::new(Code::NameIdMissing, "a NameID", "none"))?;
    if !is_plain(&name.value, MAX) {
        return Err(Refusal::new(
            Code::NameIdMalformed,
            "a NameID that is plain text",
            "an empty one, white space around it or control characters",
        ));
    }
    let format = name.format.as_deref().unwrap_or("none");
    Ok(format!("a NameID of {} characters, format {}", name.value.chars().count(), crate::trace::quoted(format)))
}

/// Text that looks the same to every reader: for names and for the attributes that people are found by.
pub(super) fn is_plain(value: &str, max: usize) -> bool {
    !value.is_empty() && value.len() <= max && value.trim() == value && !value.contains(char::is_control)
}
