//! The operation exists; what its path names does not.

use postern_catalog::Route;
use postern_model::settings::Evidence::Specified;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "not-there", title: "what the path names does not exist", evidence: Specified, decided: false, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let seen = case.seen;
    if seen.status != Some(404) || seen.is_token_request() || seen.code().is_none() {
        return None;
    }
    let plain = postern_catalog::route::normalized(seen.path.as_deref().unwrap_or_default());
    let route = case.catalog.route(seen.method.as_deref().unwrap_or("GET"), &plain);
    let names = matches!(route, Route::Found { params, .. } if params.iter().next().is_some());
    let of_entity = !seen.has_code(&["not.found"]);
    let likelihood = graded(false, false, names || of_entity, seen.path.is_none())?;
    Finding::new(
        likelihood,
        "the operation exists, and the caller may use it; the id in its path is of nothing, of something deleted, or of another organization",
        "list the things with the same token and look for the id; `GET /api/v2/organizations/me` says which organization the token is of",
        "correct the id; if the organization is another than expected, see wrong-region",
    )
}
