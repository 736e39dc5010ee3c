//! The password grant: a person's e-mail address and password for an access token. The legacy way in, and what single
//! sign-on ends.

use postern_decide::Way;
use postern_model::{Id, SignedIn, User};
use postern_oauth::grants::password::Request;
use postern_org::Draft;

use super::{
    asking::Asking,
    issued::Issued,
    person::{self, Bought, Proof},
    refused::Refused,
    trace::Trace,
};
use crate::login::password::{self, Denied};

pub(super) async fn issue(asking: &Asking, request: Request, trace: &mut Trace) -> Result<Issued, Refused> {
    // Where no password lets anybody in, none is looked at.
    asking.check(Way::PasswordGrant, trace)?;
    let checked = password::check(&asking.platform, asking.tenant, &request.username, &request.password, asking.address).await;
    let user = checked.map_err(|denied| match denied {
        Denied::Person(fault) => {
            trace.steps.refused("password", fault.cause());
            Refused::hidden(fault.text(), None, fault.cause())
        }
        Denied::Server(fault) => fault.into(),
    })?;
    person::issue(asking, &Password { user }, trace).await
}

/// A password that was found right.
struct Password {
    user: Id<User>,
}

impl Proof for Password {
    const WAY: Way = Way::PasswordGrant;
    const CHECK: &'static str = "password";
    type Found = ();

    fn find(&self, _: &mut Draft<'_>) -> Result<(Id<User>, SignedIn, ()), Refused> {
        Ok((self.user, SignedIn::Password, ()))
    }

    fn keep(&self, draft: &mut Draft<'_>, (): (), _: &Bought) -> Result<Option<String>, Refused> {
        // `expand=dateLastLogin` is about passwords (API description).
        if let Some(person) = draft.user(self.user).cloned() {
            let last_login = Some(draft.now());
            draft.put_user(User { last_login, ..person });
        }
        Ok(None)
    }
}
