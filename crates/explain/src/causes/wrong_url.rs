//! The URL is not one of the platform: a token URL that does not exist, the wrong one of the two hosts, a missing `/api/v2`.

use postern_model::settings::Evidence::Specified;

use super::{Case, Cause, Finding, graded};
use crate::{Presented, Shape, region};

pub(super) const CAUSE: Cause = Cause { name: "wrong-url", title: "the URL is wrong", evidence: Specified, decided: false, look };

const RIGHT: &str = "tokens: `POST https://login.<region's domain>/oauth/token`; everything else: `https://api.<region's domain>/api/v2/…`";

/// How paths begin that are not of the platform API and are right all the same.
const ELSEWHERE: &[&str] = &["/oauth/", "/saml", "/login", "/logout", "/postern/", "/.well-known/"];

fn look(case: &Case<'_>) -> Option<Finding> {
    let seen = case.seen;
    let path = seen.path.as_deref().unwrap_or_default().trim_end_matches('/').to_lowercase();
    let family = seen.host.as_deref().and_then(region::of).map(|(family, ..)| family);
    let wrong = wrong_path(&path, family);
    let accepted = seen.refused() == Some(false);
    let unplaced = seen.path.is_none() && !seen.is_token_request();
    let nothing_found = seen.has_code(&["not.found"]) && unplaced;
    let no_such_page =
        matches!(seen.status, Some(404 | 405)) && (seen.shape != Shape::Json || seen.error.is_some()) && seen.code().is_none();
    let page_for_token = seen.is_token_request() && seen.shape == Shape::Html;
    let basic = seen.has_code(&["authentication.required"]) && seen.presented == Presented::Basic;
    let likelihood = graded(false, wrong.is_some() && !accepted, nothing_found || no_such_page || page_for_token || basic, false)?;
    let why = wrong.unwrap_or(if nothing_found {
        "the platform knows nothing under this URL; so it answers token requests that go to the API, and paths that do not exist"
    } else if basic {
        "client id and secret went to the platform API, as token requests to the wrong URL do"
    } else {
        "nothing that speaks the platform's API answered under this URL"
    });
    let confirm = "compare the URL with the two forms below, or look the path up: `postern catalog op \"<VERB> <path>\"`";
    Finding::new(likelihood, why, confirm, RIGHT)
}

/// What is wrong with a path on a host, if that can be told.
fn wrong_path(path: &str, family: Option<region::Family>) -> Option<&'static str> {
    use region::Family::{Api, Apps, Login};
    let is_api = path.starts_with("/api/v2/");
    match (path, family) {
        ("", _) => None,
        ("/v2/oauth/token" | "/api/v2/oauth/token" | "/api/oauth/token", _) => {
            Some("this token URL does not exist, although forums name it: no operation of the platform API gives tokens")
        }
        (path, Some(Api)) if path.starts_with("/oauth/") => Some("`/oauth/…` is on the login host, not on the API host"),
        (_, Some(Login)) if is_api => Some("the platform API is on the host `api.…`, not on the login host"),
        (_, Some(Apps)) => Some("`apps.…` serves what browsers show; the platform API is on `api.…`, tokens come from `login.…`"),
        (_, Some(Api)) if !is_api => Some("paths of the platform API begin with `/api/v2/`"),
        (path, None) if !is_api && !ELSEWHERE.iter().any(|known| path.starts_with(known)) => {
            Some("paths of the platform API begin with `/api/v2/`")
        }
        _ => None,
    }
}
