//! No operation of the platform API has this method and path.

use postern_catalog::Route;
use postern_decide::Reason;
use postern_model::settings::Evidence::Specified;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "unknown-path", title: "the API has no such operation", evidence: Specified, decided: true, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let seen = case.seen;
    let path = seen.path.as_deref().unwrap_or_default();
    let is_api = path.to_lowercase().starts_with("/api/v2/") && !seen.is_token_request();
    let method = seen.method.as_deref().unwrap_or("GET");
    let plain = postern_catalog::route::normalized(path);
    let route = case.catalog.route(method, &plain);
    let nowhere = is_api && !matches!(route, Route::Found { .. }) && seen.refused() != Some(false);
    let settled = matches!(case.reason(), Some(Reason::NotFound)) && is_api;
    let likelihood = graded(settled, nowhere, false, seen.path.is_none() && seen.has_code(&["not.found"]))?;
    let why = match route {
        _ if !is_api => "the path may not exist, or not with this method".to_owned(),
        Route::WrongMethod => format!("`{}` exists with other methods than {method}", crate::read::plain(path)),
        _ => format!("no operation of the API has the path `{}`", crate::read::plain(path)),
    };
    Finding::new(
        likelihood,
        why,
        format!("`postern catalog op \"{method} {}\"` finds nothing, and says what may be meant", if is_api { path } else { "<path>" }),
        "use a path of the API's description; mind the plural, `/api/v2`, and ids where braces stand",
    )
}
