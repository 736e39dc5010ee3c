//! Client credentials: the machine's own token. Nothing is written, so it costs no more than a look at the value.

use postern_decide::Way;
use postern_oauth::OAuthError;

use super::{
    asking::Asking,
    issued::{self, Issued},
    refused::Refused,
    trace::Trace,
};
use crate::platform::fresh_serial;

pub(super) async fn issue(asking: &Asking, trace: &mut Trace) -> Result<Issued, Refused> {
    let client = asking.organization.client(asking.client).ok_or(OAuthError::ClientNotFound)?;
    let admitted = asking.check(Way::ClientCredentials, trace)?;
    trace.steps.admission(&admitted);
    let token = issued::token(asking, fresh_serial(), client, None);
    issued::cap(asking, &token).await?;
    Ok(Issued { token, refresh: None })
}
