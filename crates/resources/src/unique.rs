//! Names that are taken. The service has one name once where a creation declares an error for it.

use postern_catalog::Operation;
use postern_org::{Organization, Refusal};

use crate::Plan;

/// Parts of error codes that say that a name is taken.
const SIGNS: [&str; 7] = ["duplicate.name", "name.exists", "already.exists", "name.in.use", "name.already", "not.unique", "name.conflict"];

/// What a creation answers when the name is taken (API description: the operation's own error codes).
pub(crate) fn code(operation: &Operation) -> Option<(u16, &'static str)> {
    let taken = |code: &str| SIGNS.iter().any(|sign| code.contains(sign));
    let told = operation.errors.iter().copied().find(|(status, code)| matches!(status, 400 | 409) && taken(code));
    told.or_else(|| general(operation))
}

/// `general.conflict` says it where nothing else could conflict: a rule tells for which collections that is so.
fn general(operation: &Operation) -> Option<(u16, &'static str)> {
    operation.errors.iter().copied().find(|(_, code)| *code == "general.conflict")
}

/// Refuses a name that another item of the collection has, letter case aside.
pub(crate) fn check(plan: &Plan, organization: &Organization, collection: &str, name: Option<&str>, own: &str) -> Result<(), Refusal> {
    let Some(name) = name else { return Ok(()) };
    let told = plan.taken.is_some_and(|(_, code)| code != "general.conflict");
    let unique = plan.rule.unique.unwrap_or(told);
    if !unique || !organization.resources().named(collection, name).any(|other| other.path != own) {
        return Ok(());
    }
    let (status, code) = plan.taken.unwrap_or((409, "general.conflict"));
    Err(Refusal::new(status, code, format!("the name `{name}` is taken; choose another")))
}
