//! A grant that brings a person: what was presented is looked at, the rules are asked and what is given is remembered in
//! one change, so that neither the SSO switch nor a second request can come between.

use postern_decide::{Bar, Way};
use postern_model::{Client, Id, SignedIn, User, sign_in::Given};
use postern_oauth::OAuthError;
use postern_org::{Actor, Draft};

use super::{
    asking::Asking,
    issued::{self, Issued},
    refused::Refused,
    trace::Trace,
};
use crate::platform::fresh_serial;

/// What a person's grant presents.
pub(super) trait Proof {
    /// The way in.
    const WAY: Way;
    /// Its step in the trace.
    const CHECK: &'static str;
    /// What is found, to be used up once the person is let in.
    type Found;

    /// Looks at what was presented. Writes only when it refuses.
    fn find(&self, draft: &mut Draft<'_>) -> Result<(Id<User>, SignedIn, Self::Found), Refused>;

    /// Uses it up, and answers the refresh token to give. Writes nothing when it refuses.
    fn keep(&self, draft: &mut Draft<'_>, found: Self::Found, bought: &Bought) -> Result<Option<String>, Refused>;
}

/// What is given to a person's client.
pub(super) struct Bought {
    pub(super) client: Id<Client>,
    pub(super) user: Id<User>,
    pub(super) signed_in: SignedIn,
    pub(super) given: Given,
}

/// Gives a token for `proof`, or says why not.
pub(super) async fn issue<P: Proof>(asking: &Asking, proof: &P, trace: &mut Trace) -> Result<Issued, Refused> {
    let actor = Actor { client: Some(asking.client), user: None, address: asking.address };
    let serial = fresh_serial();
    let change = asking.tenant().change(asking.now, Some(actor), |draft| {
        let mut steps = Trace::default();
        // A refusal too is an outcome that is kept: a code that comes again has ended what it bought.
        Ok((attempt(asking, proof, serial, draft, &mut steps), steps))
    });
    let (issued, steps) = change.await?;
    trace.append(steps);
    let issued = issued?;
    issued::cap(asking, &issued.token).await?;
    Ok(issued)
}

fn attempt<P: Proof>(asking: &Asking, proof: &P, serial: u64, draft: &mut Draft<'_>, trace: &mut Trace) -> Result<Issued, Refused> {
    let found = proof.find(draft).inspect_err(|refused| trace.steps.refused(P::CHECK, refused.to_string()));
    let (id, signed_in, found) = found?;
    trace.steps.passed(P::CHECK, "");
    trace.user(id);
    let client = draft.client(asking.client).cloned().ok_or(OAuthError::ClientNotFound)?;
    let barred = |bar| Refused::barred(bar, Some(&client), asking.used);
    let user = draft.user(id).cloned().ok_or_else(|| barred(Bar::PersonNotActive))?;
    let admitted = asking.admit(draft, P::WAY, Some((&user, signed_in)));
    trace.steps.admission(&admitted);
    admitted.outcome.map_err(barred)?;
    let token = issued::token(asking, serial, &client, Some((id, signed_in)));
    let given = Given { serial, until: token.expires(), family: None };
    let refresh = proof.keep(draft, found, &Bought { client: client.id, user: id, signed_in, given });
    let refresh = refresh.inspect_err(|refused| trace.steps.refused(P::CHECK, refused.to_string()))?;
    // What was kept may have altered the person's record.
    let user = draft.user(id).cloned().unwrap_or(user);
    draft.put_user(User { last_token: Some(asking.now), ..user });
    Ok(Issued { token, refresh })
}
