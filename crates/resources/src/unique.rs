//! Names that are taken. The service has one name once where a creation declares an error for it.

use postern_catalog::Operation;
use postern_org::{Organization, Refusal};

use crate::Plan;

/// Parts of error codes that say that a name is taken.
const SIGNS: [&str; 7] = ["duplicate.name", "name.exists", "already.exists", "name.in.use", "name.already", "not.unique", "name.conflict"];

/// What a creation answers when the name is taken (API description: the operation's own error codes).
pub(crate) fn code(operation: &Operation) -> Option<(u16, &'static str)> {
    let taken = |code: &str| SIGNS.iter().any(|sign| code.contains(sign));
    operation.errors.iter().copied().find(|(status, code)| matches!(status, 400 | 409) && taken(code))
}

/// Refuses a name that another item of the collection has, letter case aside.
pub(crate) fn check(plan: &Plan, organization: &Organization, collection: &str, name: Option<&str>, own: &str) -> Result<(), Refusal> {
    let Some(name) = name else { return Ok(()) };
    let unique = plan.rule.unique.unwrap_or(plan.taken.is_some());
    if !unique || !organization.resources().named(collection, name).any(|other| other.path != own) {
        return Ok(());
    }
    let (status, code) = plan.taken.unwrap_or((409, "general.conflict"));
    Err(Refusal::new(status, code, format!("the name `{name}` is taken; choose another")))
}
