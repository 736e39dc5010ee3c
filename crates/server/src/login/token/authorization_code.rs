//! The authorization code grant: a code for an access token and, for a client that has its secret, a refresh token.

use postern_decide::Way;
use postern_model::{
    Id, SignedIn, User,
    settings::Pkce,
    sign_in::{AuthorizationCode, Given},
};
use postern_oauth::grants::authorization_code::Request;
use postern_org::{
    Draft,
    change::sign_in::{
        codes::{self, CodeFault, Presented},
        key_of, purpose,
        refresh::{self, NewRefresh},
    },
};

use super::{
    asking::Asking,
    issued::Issued,
    person::{self, Bought, Proof},
    refused::Refused,
    trace::Trace,
};

pub(super) async fn issue(asking: &Asking, request: Request, trace: &mut Trace) -> Result<Issued, Refused> {
    if asking.has_secret {
        asking.check(Way::AuthorizationCode, trace)?;
    }
    let key = key_of(&asking.platform.pepper, purpose::CODE, &request.code);
    asking.must_know::<AuthorizationCode>(&key, (Code::CHECK, CodeFault::Unknown.text()), trace).await?;
    person::issue(asking, &Code { asking, request }, trace).await
}

struct Code<'a> {
    asking: &'a Asking,
    request: Request,
}

impl Proof for Code<'_> {
    const WAY: Way = Way::AuthorizationCode;
    const CHECK: &'static str = "code";
    type Found = AuthorizationCode;

    fn find(&self, draft: &mut Draft<'_>) -> Result<(Id<User>, SignedIn, AuthorizationCode), Refused> {
        let Request { code, redirect_uri, challenge } = &self.request;
        let presented = Presented { code, client: self.asking.client, redirect_uri, challenge: challenge.as_deref() };
        let code = codes::redeem(draft, &presented).map_err(|fault| Refused::grant(fault.text()))?;
        if code.challenge.is_none() && draft.profile().settings.code_pkce == Pkce::Required {
            return Err(Refused::grant("this organization wants PKCE: ask for the code with `code_challenge`"));
        }
        Ok((code.user, code.signed_in, code))
    }

    /// No refresh token while tokens end with inactivity (help centre), nor for a client that could not refresh: that takes
    /// its secret.
    fn keep(&self, draft: &mut Draft<'_>, code: AuthorizationCode, bought: &Bought) -> Result<Option<String>, Refused> {
        let Bought { client, user, signed_in, given } = *bought;
        let refreshes = self.asking.has_secret && !draft.profile().idle.enable_idle_token_timeout;
        let refresh = refreshes.then(|| refresh::issue(draft, NewRefresh { client, user, signed_in, given }));
        let (given, text) = match refresh {
            // The code is remembered for as long as anything that it bought.
            Some((token, text)) => (Given { until: given.until.max(token.until), family: Some(token.family), ..given }, Some(text)),
            None => (given, None),
        };
        codes::traded(draft, code, given);
        Ok(text)
    }
}
