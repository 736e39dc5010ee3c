//! An explanation as a value: what the command line, `/postern/decisions/{id}` and reports show.

use postern_catalog::Catalog;
use postern_decide::{Decision, Missing, Reason, Verdict, permitted_in, trace::Step};
use postern_model::evidence::Piece;
use serde::Serialize;

use crate::{
    Asked, Case, Place, Ruling, Seen, Unclear, causes, myths,
    read::plain,
    remedy::{Remedy, Wanted, describe},
};

/// Whether the call is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Yes.
    Allowed,
    /// No.
    Refused,
    /// Cannot be told from what is known.
    Unknown,
}

/// The call, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// The method.
    pub method: Option<String>,
    /// The host.
    pub host: Option<String>,
    /// The path without its query.
    pub path: Option<String>,
    /// The operation's path template.
    pub operation: Option<&'static str>,
    /// The client, by name and id.
    pub client: Option<String>,
    /// The person.
    pub user: Option<String>,
    /// The divisions of what is touched, by name.
    pub divisions: Vec<String>,
    /// The Terraform resource whose call it was.
    pub resource: Option<String>,
}

/// A cause that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ranked {
    /// Its name; its page is `docs/causes/<name>.md`.
    pub cause: &'static str,
    /// The same in a few words.
    pub title: &'static str,
    /// `settled`, `certain`, `likely` or `possible`.
    pub likelihood: &'static str,
    /// Why it is thought of.
    pub why: String,
    /// What would confirm it.
    pub confirm: String,
    /// What to do about it.
    pub fix: String,
    /// How it is known that the service answers so.
    pub evidence: String,
}

/// A check that ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The check.
    pub check: &'static str,
    /// `passed`, `refused`, `reported`, `did not apply`, `unknown`.
    pub outcome: &'static str,
}

/// Wrong advice that showed, and what is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// Its name.
    pub myth: &'static str,
    /// What is not so.
    pub claim: &'static str,
    /// What is.
    pub fact: &'static str,
    /// How that is known.
    pub evidence: String,
}

/// Why a call was answered as it was, and what would turn the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// Whether it is allowed.
    pub answer: Answer,
    /// The call.
    pub request: Request,
    /// HTTP status, seen or decided.
    pub status: Option<u16>,
    /// The platform's code, or the token endpoint's `error`.
    pub code: Option<String>,
    /// The platform's words.
    pub message: Option<String>,
    /// Correlation id of the answer.
    pub correlation: Option<String>,
    /// The causes that fit, the likeliest first.
    pub causes: Vec<Ranked>,
    /// What would turn the answer, the smallest first. Each was tried on a copy.
    pub remedies: Vec<Remedy>,
    /// The checks that ran, in order, where an organization was asked.
    pub checks: Vec<Checked>,
    /// Wrong advice that showed.
    pub corrections: Vec<Correction>,
    /// What else is to be known.
    pub notes: Vec<String>,
}

/// Explains what was seen. With `place`, the organization is asked what it says of the call.
pub fn explain(catalog: &'static Catalog, seen: &Seen, place: Option<Place<'_>>) -> Result<Explanation, Unclear> {
    let asked = match place {
        Some(place) => place.ask(catalog, seen)?,
        None => Asked::default(),
    };
    let ruling = place.and_then(|place| place.rule(catalog, seen, &asked));
    Ok(Case { catalog, seen, place, asked, ruling }.explanation())
}

impl Case<'_> {
    /// The explanation of a case.
    pub fn explanation(&self) -> Explanation {
        let ranked = causes::rank(self);
        let sure = ranked.first().is_some_and(|(_, finding)| finding.likelihood <= causes::Likelihood::Certain);
        let causes = ranked.into_iter().map(|(cause, finding)| Ranked {
            cause: cause.name,
            title: cause.title,
            likelihood: finding.likelihood.name(),
            why: finding.why,
            confirm: finding.confirm,
            fix: finding.fix,
            evidence: cause.evidence.to_string(),
        });
        let causes: Vec<Ranked> = causes.collect();
        let answer = self.answer(sure);
        let reason = self.reason();
        let seen = self.seen;
        Explanation {
            answer,
            request: self.request(),
            status: seen.status.or_else(|| reason.map(Reason::status)),
            code: seen.code().map(str::to_owned).or_else(|| seen.error.clone()).or_else(|| reason.map(|reason| reason.code().to_owned())),
            message: seen.message.clone().or_else(|| seen.description.clone()).or_else(|| Some(self.words(reason?))),
            correlation: seen.correlation.clone(),
            causes: if answer == Answer::Allowed { Vec::new() } else { causes },
            remedies: self.remedies(),
            checks: self.checks(),
            corrections: self.corrections(),
            notes: self.notes(),
        }
    }

    fn answer(&self, sure: bool) -> Answer {
        let unknown = matches!(&self.ruling, Some(Ruling::Decided(Decision { verdict: Verdict::Unknown(_), .. })));
        let refused = self.reason().is_some() || self.bar().is_some() || self.seen.refused() == Some(true);
        match (refused, self.allowed() || self.seen.refused() == Some(false)) {
            (true, _) => Answer::Refused,
            (false, _) if sure => Answer::Refused,
            (false, true) if !unknown => Answer::Allowed,
            _ => Answer::Unknown,
        }
    }

    /// The platform's words for a reason: of an ALL list those that the caller lacks.
    fn words(&self, reason: &Reason) -> String {
        let subject = self.asked.subject();
        let lacks = |permission| subject.zip(self.place).is_none_or(|(subject, place)| !place.organization.holds(subject, permission));
        reason.message(self.catalog, lacks)
    }

    fn request(&self) -> Request {
        let seen = self.seen;
        let named = |id| self.place.and_then(|place| Some(plain(&place.organization.division(id)?.name)));
        let client = self.asked.client.map(|client| format!("{} ({})", plain(&client.name), client.id));
        Request {
            method: seen.method.clone(),
            host: seen.host.clone(),
            path: seen.path.clone(),
            operation: seen.path.as_ref().and_then(|_| self.operation()).map(|operation| operation.path),
            client: client.or_else(|| seen.client.clone()),
            user: self.asked.user.map(|user| format!("{} <{}>", plain(&user.name), user.email)).or_else(|| seen.user.clone()),
            divisions: self.asked.target.divisions().iter().map(|id| named(*id).unwrap_or_else(|| id.to_string())).collect(),
            resource: seen.resource.clone(),
        }
    }

    fn remedies(&self) -> Vec<Remedy> {
        let rights = matches!(
            self.reason(),
            Some(
                Reason::MissingPermissions(_)
                    | Reason::MissingAnyPermissions(_)
                    | Reason::MissingDivisionPermission { .. }
                    | Reason::MissingAnyDivisionPermissions { .. }
            )
        );
        let (Some(place), Some(subject), Some(operation), true) = (self.place, self.asked.subject(), self.asked.operation, rights) else {
            return Vec::new();
        };
        let (organization, now, target) = (place.organization, place.now, &self.asked.target);
        let wanted = Wanted { catalog: self.catalog, organization, subject, operation, target, now };
        wanted.smallest().iter().map(|change| describe(&wanted, change)).collect()
    }

    fn checks(&self) -> Vec<Checked> {
        let outcome = |step| match step {
            Step::Passed => "passed",
            Step::DidNotApply => "did not apply",
            Step::Refused => "refused",
            Step::Unknown => "unknown",
        };
        match &self.ruling {
            Some(Ruling::Decided(decision)) => {
                decision.trace.steps().map(|(check, step)| Checked { check: check.name(), outcome: outcome(step) }).collect()
            }
            Some(Ruling::Admitted(admitted)) => {
                admitted.trace.iter().map(|(check, said)| Checked { check, outcome: said.outcome() }).collect()
            }
            None => Vec::new(),
        }
    }

    fn corrections(&self) -> Vec<Correction> {
        let person = self.asked.user.is_some();
        let shown = self.seen.myths.iter().filter(|name| !(person && **name == "users-me")).filter_map(|name| myths::find(name));
        shown.map(|myth| Correction { myth: myth.name, claim: myth.claim, fact: myth.fact, evidence: myth.evidence.to_string() }).collect()
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let Some(place) = self.place else { return notes };
        if let Some(Ruling::Decided(Decision { verdict: Verdict::Unknown(missing), .. })) = &self.ruling {
            notes.push(match missing {
                Missing::Part(part) => {
                    let why = place.organization.unknown(*part).unwrap_or("not read");
                    format!("it cannot be told: the organization's {} could not be read ({why})", format!("{part:?}").to_lowercase())
                }
                Missing::Permissions(_) => "it cannot be told: no public source says which permissions the operation needs".to_owned(),
            });
        }
        if self.contradicts() {
            notes.push("the answer seen is a refusal, and by the organization's state the call is allowed: another caller, another time, or another organization".to_owned());
        } else if let Some(reason) = self.reason().filter(|reason| self.seen.code().is_some_and(|code| code != reason.code())) {
            notes.push(format!("the organization would refuse with `{}` now, which is not the code of the answer seen", reason.code()));
        }
        if self.asked.user.is_some() && self.asked.client.is_none() && !self.seen.is_token_request() {
            notes.push("without a client only the person's grants were looked at: no scopes, no address, no token".to_owned());
        }
        if self.allowed() && self.asked.user.is_some() && !self.knows(Piece::ScopeEnforcement) {
            notes.push("whether the organization enforces scopes is not known, so the client's scopes were not looked at".to_owned());
        }
        notes.extend(self.where_allowed(place));
        notes
    }

    /// Where the call names no division and its permissions go by division: where it would pass.
    fn where_allowed(&self, place: Place<'_>) -> Option<String> {
        let (subject, operation) = (self.asked.subject()?, self.asked.operation?);
        let aware = operation.permissions.iter().any(|id| self.catalog.permission(*id).division_aware);
        if !self.allowed() || self.seen.is_token_request() || !self.asked.target.divisions().is_empty() || !aware {
            return None;
        }
        let all: Vec<_> = place.organization.divisions().collect();
        let may: Vec<String> = all
            .iter()
            .filter(|division| permitted_in(self.catalog, place.organization, operation, subject, division.id))
            .map(|division| format!("`{}`", plain(&division.name)))
            .collect();
        (may.len() < all.len()).then(|| format!("the call names no division; it passes for what lives in {}", may.join(", ")))
    }
}
