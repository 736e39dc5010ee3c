//! The secret was replaced.

use postern_model::{evidence::Piece, settings::Evidence::Specified};

use super::{Case, Cause, Finding, bad_secret, graded};

pub(super) const CAUSE: Cause =
    Cause { name: "rotated-secret", title: "the client secret was replaced", evidence: Specified, decided: false, look };

/// A secret that was replaced in the last days before a refusal is the first thing to think of.
const LATELY: i64 = 7 * 86_400;

fn look(case: &Case<'_>) -> Option<Finding> {
    let known = case.asked.client.filter(|_| case.knows(Piece::SecretAge));
    let made = known.filter(|client| client.secret_made > client.date_created).map(|client| client.secret_made);
    let lately = case.place.zip(made).is_some_and(|(place, made)| made.plus_seconds(LATELY) > place.now);
    let likelihood = {
        let open = case.is_open() && case.seen.is_token_request();
        graded(false, false, (bad_secret::refused(case) || open) && lately, bad_secret::refused(case) || open)?
    };
    let why = match made {
        Some(made) => format!("the client got a new secret on {}, and the old one ended at that moment", made.date()),
        None => "a client has one secret: a new one ends the old one at once, without a time in which both work".to_owned(),
    };
    Finding::new(
        likelihood,
        why,
        "audit events of service PeoplePermissions, entity OAuthClient, action Update, around the time when it stopped working; and who \
         else uses the same client",
        "give every program that uses the client the new secret; where that takes time, make a second client with the same roles, move \
         one program after the other, and delete the first",
    )
}
