//! There is no such client, or no more.

use postern_decide::TokenFault;
use postern_model::settings::Evidence::ThirdParty;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "unknown-client", title: "there is no such client", evidence: ThirdParty, decided: true, look };

fn look(case: &Case<'_>) -> Option<Finding> {
    let absent = case.asked.unknown_client.is_some()
        && case.place.is_some_and(|place| place.organization.unknown(postern_org::Part::Clients).is_none());
    let settled = case.fault() == Some(TokenFault::ClientGone) || absent;
    let told = case.token_refused() && case.seen.says("client not found");
    let likelihood = graded(settled, false, told && case.asked.client.is_none(), case.bad_token() && case.place.is_none())?;
    let why = match &case.asked.unknown_client {
        Some(name) => format!("the organization has no client `{}`", crate::read::plain(name)),
        None if told => "the login host knows no client of this id: it was mistyped, or the client was deleted".to_owned(),
        None => "tokens of a client that was deleted are refused like expired ones".to_owned(),
    };
    Finding::new(
        likelihood,
        why,
        "`GET /api/v2/oauth/clients` of the organization does not list the id (needs oauth:client:view); audit events of service \
         PeoplePermissions, entity OAuthClient, action Delete",
        "correct the id; a client that was older than 30 days can be restored for 7 days after it was deleted, else make a new one and \
         give it the same roles",
    )
}
