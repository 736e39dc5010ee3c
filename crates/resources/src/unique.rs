//! Names that are taken. The service has one name once where a creation declares an error for it.

use postern_catalog::Operation;
use postern_org::{Organization, Refusal};

use crate::Plan;

/// How error codes end that say that a name is taken. What goes on speaks of something else: `not.unique.email.columns`.
const SIGNS: [&str; 5] = ["duplicate.name", "already.exists", "name.in.use", "not.unique", "name.conflict"];

/// What is answered when a name is taken, and whether it may be: by the operation, or by the creation of such an entity.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Taken {
    /// Status and code: the operation's own if it declares any, else those of the creation (API description: error codes).
    pub(crate) code: Option<(u16, &'static str)>,
    /// Whether a code says that a name is taken. `general.conflict` says it where nothing else could conflict: a rule tells for
    /// which collections that is so.
    told: bool,
}

impl Taken {
    /// Of an operation that creates or changes an entity, and of the one that creates it.
    pub(crate) fn of(operation: &Operation, creation: Option<&Operation>) -> Self {
        let both = || [Some(operation), creation].into_iter().flatten();
        let (told, general) = (both().find_map(sign), both().find_map(general));
        Self { code: sign(operation).or_else(|| self::general(operation)).or(told).or(general), told: told.is_some() }
    }
}

fn sign(operation: &Operation) -> Option<(u16, &'static str)> {
    let ends = |code: &str, sign: &&str| code.strip_suffix(*sign).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    let taken = |code: &str| SIGNS.iter().any(|sign| ends(code, sign));
    operation.errors.iter().copied().find(|(status, code)| matches!(status, 400 | 409) && taken(code))
}

fn general(operation: &Operation) -> Option<(u16, &'static str)> {
    operation.errors.iter().copied().find(|(_, code)| *code == "general.conflict")
}

/// Refuses a name that another item of the collection has, letter case aside.
pub(crate) fn check(plan: &Plan, organization: &Organization, collection: &str, name: Option<&str>, own: &str) -> Result<(), Refusal> {
    let Some(name) = name else { return Ok(()) };
    let unique = plan.rule.unique.unwrap_or(plan.taken.told);
    if !unique || !organization.resources().named(collection, name).any(|other| other.path != own) {
        return Ok(());
    }
    let (status, code) = plan.taken.code.unwrap_or((409, "general.conflict"));
    Err(Refusal::new(status, code, format!("the name `{name}` is taken; choose another")))
}
