//! Conditions of roles: what a permission's condition comes to is not worked out here, so what is held under one alone leaves the
//! answer open. A local server counts it as held.

use postern_catalog::Need;

use crate::{
    Missing,
    asked::Asked,
    checks::{
        missing_division_permission::refusal,
        missing_permissions::{overridden, satisfied},
    },
};

/// That the answer hangs on a condition, if nothing that is held without one allows the same.
pub(crate) fn open(question: &Asked<'_>) -> Option<Missing> {
    let (operation, subject) = (question.operation?, question.subject()?);
    let (catalog, organization) = (question.catalog, question.organization);
    let asks = matches!(operation.need, Need::Any | Need::All);
    if !asks || !question.held(subject).conditional || overridden(catalog, organization, subject) {
        return None;
    }
    let closed = match question.target.divisions() {
        [] => {
            let held = organization.unconditional(subject, None);
            !satisfied(operation, |permission| held.anywhere.contains(permission))
        }
        divisions => divisions
            .iter()
            .any(|division| refusal(catalog, operation, &organization.unconditional(subject, Some(*division)), *division).is_some()),
    };
    closed.then_some(Missing::Conditions(operation.id))
}
