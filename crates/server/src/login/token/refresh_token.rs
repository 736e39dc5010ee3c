//! The refresh grant: a refresh token for an access token and the next refresh token.

use postern_decide::Way;
use postern_model::{Id, SignedIn, User, sign_in::RefreshToken};
use postern_oauth::grants::refresh_token::Request;
use postern_org::{
    Draft,
    change::sign_in::{
        key_of, purpose,
        refresh::{self, RefreshFault},
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
    asking.check(Way::RefreshToken, trace)?;
    let key = key_of(&asking.platform.pepper, purpose::REFRESH, &request.refresh_token);
    asking.must_know::<RefreshToken>(&key, (Refresh::CHECK, RefreshFault::Unknown.text()), trace).await?;
    person::issue(asking, &Refresh { asking, request }, trace).await
}

struct Refresh<'a> {
    asking: &'a Asking,
    request: Request,
}

impl Proof for Refresh<'_> {
    const WAY: Way = Way::RefreshToken;
    const CHECK: &'static str = "refresh_token";
    type Found = RefreshToken;

    fn find(&self, draft: &mut Draft<'_>) -> Result<(Id<User>, SignedIn, RefreshToken), Refused> {
        let found = refresh::redeem(draft, &self.request.refresh_token, self.asking.client);
        let token = found.map_err(|fault| Refused::grant(fault.text()))?;
        Ok((token.user, token.signed_in, token))
    }

    fn keep(&self, draft: &mut Draft<'_>, token: RefreshToken, bought: &Bought) -> Result<Option<String>, Refused> {
        Ok(Some(refresh::rotate(draft, token, &self.request.refresh_token, bought.given)))
    }
}
