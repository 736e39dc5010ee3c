//! The secret is not the client's.

use postern_model::settings::Evidence::ThirdParty;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "bad-secret", title: "the client secret is wrong", evidence: ThirdParty, decided: false, look };

/// Whether the token endpoint found the client and refused the secret.
pub(super) fn refused(case: &Case<'_>) -> bool {
    case.token_refused() && case.seen.says("authentication failed")
}

fn look(case: &Case<'_>) -> Option<Finding> {
    let unsaid = case.seen.error.as_deref() == Some("invalid_client") && case.seen.description.is_none();
    let likelihood = graded(false, false, refused(case) || unsaid || (case.is_open() && case.seen.is_token_request()), false)?;
    Finding::new(
        likelihood,
        if case.is_open() {
            "the organization would give the client a token; whether the secret on the line is its secret stands in no organization's \
             state"
        } else {
            "the token endpoint knows the client and refuses what was sent as its secret"
        },
        "send the request by hand with id and secret typed in: a secret with a line break, quotes or a blank at its end looks right and \
         is not, and Basic credentials are `base64(id:secret)` without a line break",
        "take the secret from where it is kept. It cannot be read back from the service: if it is lost, `POST \
         /api/v2/oauth/clients/{clientId}/secret` makes a new one and ends the old one at once",
    )
}
