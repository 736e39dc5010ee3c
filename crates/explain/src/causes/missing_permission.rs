//! The caller holds none of the permissions, anywhere.

use postern_decide::Reason;
use postern_model::settings::Evidence::Specified;

use super::{Case, Cause, Finding, graded};
use crate::Shape;

pub(super) const CAUSE: Cause =
    Cause { name: "missing-permission", title: "a permission is missing", evidence: Specified, decided: true, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let seen = case.seen;
    let settled = matches!(case.reason(), Some(Reason::MissingPermissions(_) | Reason::MissingAnyPermissions(_)));
    let certain = seen.has_code(&["missing.permissions", "missing.any.permissions"]);
    // A web page is of something that stands before the platform.
    let vague = seen.status == Some(403)
        && seen.shape != Shape::Html
        && (seen.code().is_none() || seen.has_code(&["not.authorized", "forbidden", "insufficient.permissions"]));
    let likelihood = graded(settled, certain, false, vague)?;
    let named: Vec<&str> = match case.reason() {
        Some(reason) if settled => reason.permissions(case.catalog).into_iter().map(|id| case.catalog.permission(id).name).collect(),
        _ => seen.permissions(),
    };
    let every = matches!(case.reason(), Some(Reason::MissingPermissions(_))) || seen.has_code(&["missing.permissions"]);
    let why = match (named.as_slice(), every) {
        (named, _) if case.contradicts() => format!("the answer named {} as missing at that time", named.join(", ")),
        ([], _) => "the platform refuses the action and does not say what is missing".to_owned(),
        ([one], _) => format!("the caller does not hold {one} in any division"),
        (several, true) => format!("the caller needs all of {}, and lacks at least one in every division", several.join(", ")),
        (several, false) => format!("the caller needs one of {}, and holds none in any division", several.join(", ")),
    };
    Finding::new(
        likelihood,
        why,
        "`GET /api/v2/authorization/subjects/me` with the same token: none of its roles has the permission. For client credentials these \
         are the roles of the client itself; nobody else's count",
        if case.place.is_some() {
            "give the client (or the person) a role that has it, in the division where the work is"
        } else {
            "give the client (or the person) a role that has it, in the division where the work is; with `--org` and `--client` the \
             smallest change is worked out"
        },
    )
}
