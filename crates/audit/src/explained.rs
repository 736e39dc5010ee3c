//! Remedies that are the explainer's: what a finding says to do is what `postern explain` says of the same call, word for
//! word, and was tried on a copy before.

use postern_explain::{
    Explanation, Place as At, Seen,
    remedy::{self, Wanted},
};
use postern_model::{Client, Reach};
use postern_workload::{Need, Place};

use crate::{Inputs, Remedy, view::holder};

/// What would let `client` do what it needs to: the smallest change, else what the first cause says. `None`: the explainer
/// knows nothing to do.
pub(crate) fn refused(inputs: &Inputs<'_>, client: &Client, need: &Need) -> Option<Remedy> {
    if let Some(remedy) = everywhere(inputs, client, need) {
        return Some(remedy);
    }
    let explanation = explain(inputs, call(inputs, client, need))?;
    let change = explanation.remedies.first().map(changed);
    change.or_else(|| Some(Remedy::text(explanation.causes.first()?.fix.clone())))
}

/// The question that `postern explain METHOD PATH --client ID --division NAME` asks.
fn call(inputs: &Inputs<'_>, client: &Client, need: &Need) -> Seen {
    let operation = inputs.catalog.operation(need.operation);
    let division = match &need.place {
        Place::Home => Some(inputs.organization.home().to_string()),
        Place::Division(id) => Some(id.to_string()),
        Place::Named(name) => Some(name.clone()),
        Place::Everywhere | Place::Unsaid => None,
    };
    let (method, path) = (Some(operation.method.to_owned()), Some(operation.path.to_owned()));
    Seen { method, path, client: Some(client.id.to_string()), division, ..Seen::default() }
}

/// What a cause that is named says to do about something that was seen.
pub(crate) fn advice(inputs: &Inputs<'_>, cause: &str, seen: Seen) -> Option<String> {
    let explanation = explain(inputs, seen)?;
    explanation.causes.into_iter().find(|ranked| ranked.cause == cause).map(|ranked| ranked.fix)
}

/// A client that wants a token.
pub(crate) fn token_request(client: &Client) -> Seen {
    let (method, path) = (Some("POST".to_owned()), Some("/oauth/token".to_owned()));
    Seen { method, path, client: Some(client.id.to_string()), ..Seen::default() }
}

fn explain(inputs: &Inputs<'_>, seen: Seen) -> Option<Explanation> {
    let place = At { organization: inputs.organization, now: inputs.now };
    postern_explain::explain(inputs.catalog, &seen, Some(place)).ok()
}

/// A call has one division. What is needed in every one, also in those to come, is the explainer's smallest change with its
/// grant in all divisions, tried in one that does not exist.
fn everywhere(inputs: &Inputs<'_>, client: &Client, need: &Need) -> Option<Remedy> {
    if need.place != Place::Everywhere {
        return None;
    }
    let target = postern_decide::Target::One(postern_model::Id::new(uuid::Uuid::nil()));
    let (catalog, organization, now) = (inputs.catalog, inputs.organization, inputs.now);
    let operation = catalog.operation(need.operation);
    let wanted = Wanted { catalog, organization, subject: holder(client), operation, target: &target, now };
    let all = remedy::candidates(&wanted)
        .into_iter()
        .filter(remedy::Change::is_grant)
        .map(|change| remedy::Change { reaches: vec![Reach::All], ..change });
    all.into_iter().find(|change| wanted.turns(change)).map(|change| changed(&remedy::describe(&wanted, &change)))
}

/// The explainer's change as a remedy of a finding.
fn changed(change: &remedy::Remedy) -> Remedy {
    let who = if change.may.is_empty() { "nobody".to_owned() } else { change.may.join(", ") };
    let who = if change.and_more > 0 { format!("{who} and {} more", change.and_more) } else { who };
    Remedy {
        text: change.what.clone(),
        hcl: Some(change.terraform.trim_end().to_owned()),
        api: Some(change.api.join("\n")),
        console: Some(change.console.join("\n")),
        may: Some(who),
    }
}
