//! The SAML2 bearer grant: what an identity provider posted for an access token. The caller is told only that it was not
//! accepted; the decision names the check.

use std::time::Duration;

use postern_decide::Way;
use postern_model::{Id, Provider, SignedIn, User};
use postern_oauth::grants::saml2_bearer::Request;
use postern_org::{Draft, Organization, change::sign_in};
use postern_saml::{Accepted, Code, Use, accept, hint};
use serde_json::Value;

use super::{
    asking::Asking,
    issued::Issued,
    person::{self, Bought, Proof},
    refused::Refused,
    trace::Trace,
};
use crate::login::saml::parties::{parties, user_of};

/// The most that clocks may differ (help centre).
const SKEW: Duration = Duration::from_secs(10);
const NOT_ACCEPTED: &str = "the assertion was not accepted";

pub(super) async fn issue(asking: &Asking, request: Request, trace: &mut Trace) -> Result<Issued, Refused> {
    asking.check(Way::Saml2Bearer, trace)?;
    if request.org_name != asking.organization.profile().third_party_org_name {
        trace.steps.refused("organization", "`orgName` is not the short name of the client's organization");
        return Err(Refused::hidden(NOT_ACCEPTED, None, "`orgName` is not the short name of the client's organization"));
    }
    let message = request.assertion.as_bytes();
    let provider = provider(&asking.organization, message).inspect_err(|refused| trace.steps.refused("provider", refused.to_string()))?;
    trace.steps.passed("provider", &provider.id);
    let accepted = examine(asking, provider, message, trace)?;
    let Some(user) = user_of(&asking.organization, &accepted) else {
        trace.steps.refused("person", NOBODY);
        return Err(Refused::hidden(NOT_ACCEPTED, None, NOBODY));
    };
    person::issue(asking, &Assertion { provider: provider.id.clone(), user, accepted }, trace).await
}

const NOBODY: &str = "the response names nobody of this organization";

/// The provider that the message says it is from. What it says is not to be trusted: it only picks the keys to examine it with.
fn provider<'o>(organization: &'o Organization, message: &[u8]) -> Result<&'o Provider, Refused> {
    let hint = hint(message).map_err(|refusal| Refused::hidden(NOT_ACCEPTED, Some(refusal.code.code()), refusal.to_string()))?;
    let is_issuer = |provider: &&Provider| provider.other.get("issuerURI").and_then(Value::as_str) == hint.issuer.as_deref();
    let mut known = organization.third_party_providers().filter(|_| hint.issuer.is_some()).filter(is_issuer).peekable();
    if known.peek().is_none() {
        return Err(Refused::hidden(NOT_ACCEPTED, None, "no identity provider of this organization has the issuer of the assertion"));
    }
    let enabled = known.find(|provider| !provider.disabled);
    enabled.ok_or_else(|| Refused::hidden(NOT_ACCEPTED, None, DISABLED))
}

const DISABLED: &str = "the identity provider is disabled";

fn examine(asking: &Asking, provider: &Provider, message: &[u8], trace: &mut Trace) -> Result<Accepted, Refused> {
    let parties = parties(&asking.platform, &asking.organization, provider);
    let (sp, idp) = parties.map_err(|unusable| Refused::hidden(NOT_ACCEPTED, None, unusable.text()))?;
    let registered = asking.organization.client(asking.client).map(|client| client.redirect_uris.as_slice()).unwrap_or_default();
    let audiences: Vec<&str> = registered.iter().map(String::as_str).collect();
    let endpoint = format!("{}/oauth/token", asking.platform.url);
    let recipients: Vec<&str> = audiences.iter().copied().chain([endpoint.as_str()]).collect();
    let usage = Use::BearerGrant { recipients: &recipients, audiences: &audiences };
    let verdict = accept(message, &sp, &idp, usage, asking.now, SKEW);
    trace.steps.message(verdict.steps);
    verdict.outcome.map_err(|refusal| Refused::hidden(NOT_ACCEPTED, Some(refusal.code.code()), refusal.to_string()))
}

/// A response that was found good.
struct Assertion {
    provider: String,
    user: Id<User>,
    accepted: Accepted,
}

impl Proof for Assertion {
    const WAY: Way = Way::Saml2Bearer;
    const CHECK: &'static str = "assertion";
    type Found = ();

    /// The provider may have been switched off since.
    fn find(&self, draft: &mut Draft<'_>) -> Result<(Id<User>, SignedIn, ()), Refused> {
        if draft.provider(&self.provider).is_none_or(|provider| provider.disabled) {
            return Err(Refused::hidden(NOT_ACCEPTED, None, DISABLED));
        }
        Ok((self.user, SignedIn::Saml, ()))
    }

    fn keep(&self, draft: &mut Draft<'_>, (): (), _: &Bought) -> Result<Option<String>, Refused> {
        let Accepted { issuer, assertion_id, replay_until, .. } = &self.accepted;
        let spent = sign_in::spend(draft, issuer, assertion_id, *replay_until);
        let replayed = |sign_in::Replayed| Refused::hidden(NOT_ACCEPTED, Some(Code::Replayed.code()), "the assertion was used before");
        spent.map(|()| None).map_err(replayed)
    }
}
