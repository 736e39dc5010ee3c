//! From a case to its explanation.

use postern_catalog::Need;
use postern_decide::{Missing, Reason, permitted_in, trace::Step};
use postern_model::evidence::Piece;

use crate::{
    Answer, Case, Checked, Correction, Explanation, Place, Presented, Ranked, Request, Ruling, causes, myths,
    read::plain,
    region,
    remedy::{Remedy, Wanted, describe},
};

impl Case<'_> {
    /// The explanation of a case.
    pub fn explanation(&self) -> Explanation {
        let ranked = causes::rank(self);
        let sure = ranked.first().is_some_and(|(_, finding)| finding.likelihood <= causes::Likelihood::Certain);
        let causes = ranked.into_iter().map(|(cause, finding)| Ranked {
            cause: cause.name.to_owned(),
            title: cause.title.to_owned(),
            likelihood: finding.likelihood.name().to_owned(),
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
        let refused = self.reason().is_some() || self.bar().is_some() || self.seen.refused() == Some(true);
        match (refused, self.allowed() || self.seen.refused() == Some(false)) {
            (true, _) => Answer::Refused,
            (false, _) if sure => Answer::Refused,
            _ if self.seen.status.is_some() && self.seen.refused().is_none() => Answer::Unknown,
            (false, true) if self.missing().is_none() && !self.is_open() => Answer::Allowed,
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
            operation: seen.path.as_ref().and_then(|_| self.operation()).map(|operation| operation.path.to_owned()),
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
            Some(Ruling::Decided(decision)) => decision
                .trace
                .steps()
                .map(|(check, step)| Checked { check: check.name().to_owned(), outcome: outcome(step).to_owned() })
                .collect(),
            Some(Ruling::Admitted(admitted)) => admitted
                .trace
                .iter()
                .map(|(check, said)| Checked { check: (*check).to_owned(), outcome: said.outcome().to_owned() })
                .collect(),
            None => Vec::new(),
        }
    }

    fn corrections(&self) -> Vec<Correction> {
        let person = self.asked.user.is_some();
        let shown = self.seen.myths.iter().filter(|name| !(person && **name == "users-me")).filter_map(|name| myths::find(name));
        shown
            .map(|myth| Correction {
                myth: myth.name.to_owned(),
                claim: myth.claim.to_owned(),
                fact: myth.fact.to_owned(),
                evidence: myth.evidence.to_string(),
            })
            .collect()
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        notes.extend(self.needs());
        let Some(place) = self.place else { return notes };
        notes.extend(self.apart());
        if self.is_open() {
            let what = if self.seen.is_token_request() { "secret" } else { "token" };
            notes.push(format!(
                "the organization's state speaks against nothing in the call; the {what} itself was not looked at: give the answer, too"
            ));
        }
        let sent = matches!(self.seen.presented, Presented::Bearer | Presented::Jwt) && !self.seen.is_token_request();
        if sent && self.asked.client.is_none() && self.asked.user.is_none() && self.asked.unknown_client.is_none() {
            notes.push("whose token it is does not show: name the client with `--client`, and the organization can be asked".to_owned());
        }
        if let Some(missing) = self.missing() {
            notes.push(match missing {
                Missing::Part(part) => {
                    let why = place.organization.unknown(part).unwrap_or("not read");
                    format!("it cannot be told: the organization's {} could not be read ({why})", part.name())
                }
                Missing::AccessPolicies(_) | Missing::Conditions(_) => {
                    let words = |subject| missing.words(self.catalog, place.organization, subject);
                    format!("it cannot be told: {}", self.asked.subject().map(words).unwrap_or_default())
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

    /// What the operation wants, where no organization says whether the caller has it.
    fn needs(&self) -> Option<String> {
        let operation = self.operation().filter(|_| self.place.is_none() && self.seen.refused().is_none())?;
        let names = operation.permissions.iter().map(|id| self.catalog.permission(*id).name).collect::<Vec<_>>().join(", ");
        let wanted = match operation.need {
            Need::None => None,
            Need::Unknown => Some("permissions that no public source names".to_owned()),
            Need::All if operation.permissions.len() > 1 => Some(format!("all of {names}")),
            Need::Any if operation.permissions.len() > 1 => Some(format!("one of {names}")),
            Need::All | Need::Any => Some(names),
        };
        let person = operation.user_context.then(|| "a person behind the token".to_owned());
        let wanted: Vec<String> = [wanted, person].into_iter().flatten().collect();
        let wanted = Some(wanted.join(", and ")).filter(|wanted| !wanted.is_empty())?;
        Some(format!("the operation wants {wanted}; the answer tells more, or the organization: `--org` with `--client`"))
    }

    /// Where the call went, if that is not where the organization was read.
    fn apart(&self) -> Option<String> {
        let (went, read) = (self.seen.host.as_deref()?, &self.evidence()?.source.host);
        let authority = read.split_once("://").map_or(&**read, |(_, authority)| authority);
        let same = match (region::of(went), region::of(authority)) {
            (Some((_, went, _)), Some((_, read, _))) => went == read,
            _ => went.eq_ignore_ascii_case(authority),
        };
        let why = "what it says counts if these are the same organization";
        (!same).then(|| format!("the call goes to `{}`, and the organization was read at `{}`: {why}", plain(went), plain(authority)))
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
