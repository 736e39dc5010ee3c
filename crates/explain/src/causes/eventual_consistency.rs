//! The change that allows the call has not arrived everywhere yet.

use postern_model::settings::Evidence::Documented;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "eventual-consistency", title: "a change has not arrived everywhere yet", evidence: Documented, decided: false, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let about_rights = case.seen.status == Some(403)
        && case.seen.code().is_none_or(|code| code.starts_with("missing.") || code == "app.not.authorized.for.scope");
    let likelihood = graded(false, false, about_rights && case.contradicts(), about_rights && case.place.is_none())?;
    let why = if case.contradicts() {
        "by the organization's state the call is allowed now: what it needs was granted after the refusal, or had not arrived yet"
    } else {
        "changed permissions take up to five minutes to count everywhere"
    };
    Finding::new(
        likelihood,
        why,
        "a role, grant or client was changed within five minutes before the call; the same call with a new token works now",
        "wait five minutes after a change of rights and repeat the call; Terraform: put the change into a run of its own before the runs \
         that need it",
    )
}
