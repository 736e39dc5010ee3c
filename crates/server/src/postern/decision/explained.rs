//! What `postern explain` says of a refusal, in the same words.

use postern_catalog::{Route, route};
use postern_decide::{Admitted, Bar};
use postern_explain::{Asked, Case, Explanation, Place, Ruling, Seen};
use postern_model::{Id, SubjectKind};
use postern_org::Organization;
use serde_json::Value;

use crate::{
    decisions::{Entry, Record, What},
    platform::Platform,
};

/// The explanation of a refusal of the platform API or the token endpoint. What was decided settles it; what would turn the
/// answer is worked out in the organization as it is now.
pub(super) fn refusal(platform: &Platform, record: &Record, verdict: &Value) -> Option<Explanation> {
    if verdict["answer"] != "deny" {
        return None;
    }
    let text = |key: &str| verdict[key].as_str().map(str::to_owned);
    let seen = Seen {
        method: Some(record.method.as_str().to_owned()),
        path: Some(record.path.to_string()),
        status: Some(record.status),
        correlation: Some(record.id.to_string()),
        myths: postern_explain::myths::named_in(&record.path),
        ..Seen::default()
    };
    let (seen, ruling) = match &record.what {
        What::Operation { decision, .. } => {
            (Seen { code: text("code"), message: text("message"), ..seen }, Some(Ruling::Decided(*decision)))
        }
        What::Entry(entry) if seen.is_token_request() => {
            (Seen { error: text("code"), description: text("message"), grant: grant(entry), ..seen }, barred(entry))
        }
        What::Entry(_) => return None,
    };
    let organization = platform.tenants.get(record.tenant)?.current();
    let asked = asked(platform, &organization, record);
    let place = Place { organization: &organization, now: platform.clock.now() };
    Some(Case { catalog: platform.catalog, seen: &seen, place: Some(place), asked, ruling }.explanation())
}

/// Who asked, and what for.
fn asked<'o>(platform: &Platform, organization: &'o Organization, record: &Record) -> Asked<'o> {
    let person = record.subject.filter(|subject| subject.kind == SubjectKind::User);
    let mut asked = Asked {
        client: record.client.and_then(|id| organization.client(Id::new(id))),
        user: person.and_then(|subject| organization.user(Id::new(subject.id))),
        ..Asked::default()
    };
    // What the request's query and body named is known from when it was decided; neither is kept.
    if let What::Operation { target, .. } = &record.what {
        asked.target = target.clone();
    }
    let path = route::normalized(&record.path);
    if let Route::Found { operation, .. } = platform.catalog.route(record.method.as_str(), &path) {
        let operation = platform.catalog.operation(operation);
        asked.operation = Some(operation);
    }
    asked
}

/// The grant that a token request names, as its first step read it.
fn grant(entry: &Entry) -> Option<String> {
    entry.steps.iter().find(|step| step.check == "request" && step.outcome == "passed").map(|step| step.detail.clone())
}

/// Which rule about ways in refused, if one did.
fn barred(entry: &Entry) -> Option<Ruling> {
    let code = entry.refusal.as_ref()?.code;
    let bar = Bar::ALL.iter().find(|bar| bar.code() == code)?;
    Some(Ruling::Admitted(Admitted { outcome: Err(*bar), trace: Vec::new() }))
}
