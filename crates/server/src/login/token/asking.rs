//! The client of a token request: found, authenticated, within the rules and the limit.

use std::{net::IpAddr, sync::Arc, time::Duration};

use postern_decide::{Admission, Admitted, Way, admit};
use postern_model::{Client, GrantType, Id, SignedIn, Timestamp, User};
use postern_oauth::{ClientAuthentication, OAuthError};
use postern_org::{Kept, Organization};

use super::{refused::Refused, trace::Trace};
use crate::{platform::Platform, tenant::Tenant};

/// A token request whose client is who it says.
pub(super) struct Asking {
    pub(super) platform: Arc<Platform>,
    pub(super) tenant: usize,
    /// The organization as it was when the request came.
    pub(super) organization: Arc<Organization>,
    pub(super) client: Id<Client>,
    /// What a client must be registered for to use the grant.
    pub(super) used: GrantType,
    /// Whether the client sent its secret; one that did not answers a challenge instead (PKCE).
    pub(super) has_secret: bool,
    pub(super) address: IpAddr,
    pub(super) now: Timestamp,
}

/// The person of an admission, and how they proved who they are.
pub(super) type Person<'a> = Option<(&'a User, SignedIn)>;

impl Asking {
    /// Finds the client and looks at its secret. The secret is looked at before the state, so that only who has the secret
    /// learns the state.
    pub(super) fn of(
        platform: &Arc<Platform>,
        client: &ClientAuthentication,
        used: GrantType,
        address: IpAddr,
        trace: &mut Trace,
    ) -> Result<Self, Refused> {
        let id = Id::parse(&client.id).ok_or(OAuthError::ClientNotFound)?;
        let (tenant, organization) = platform.tenant_of(id).ok_or(OAuthError::ClientNotFound)?;
        let known = organization.client(id).ok_or(OAuthError::ClientNotFound)?;
        trace.client(tenant, id);
        let has_secret = client.secret.is_some();
        if client.secret.as_ref().is_some_and(|secret| !known.secret_matches(&platform.pepper, secret)) {
            trace.steps.refused("client", "the secret is wrong");
            return Err(OAuthError::AuthenticationFailed.into());
        }
        trace.steps.passed("client", if has_secret { "by its secret" } else { "by the challenge of its code" });
        let now = platform.clock.now();
        Ok(Self { platform: Arc::clone(platform), tenant, organization, client: id, used, has_secret, address, now })
    }

    pub(super) fn tenant(&self) -> &Arc<Tenant> {
        &self.platform.tenants[self.tenant]
    }

    /// Refuses with `unknown`, in the step `check`, unless something is kept under `key`. Where it is not, another node may
    /// just have kept it: its writes are taken in before the answer is no.
    pub(super) async fn must_know<T: Kept>(
        &self,
        key: &str,
        (check, unknown): (&'static str, &'static str),
        trace: &mut Trace,
    ) -> Result<(), Refused> {
        let is_kept = || self.tenant().current().kept::<T>(key).is_some();
        if is_kept() {
            return Ok(());
        }
        self.tenant().follow(Duration::ZERO).await?;
        if is_kept() {
            return Ok(());
        }
        trace.steps.refused(check, unknown);
        Err(Refused::grant(unknown))
    }

    /// Asks the rules about ways in on `organization`, before or after the person is known.
    pub(super) fn admit(&self, organization: &Organization, way: Way, person: Person<'_>) -> Admitted {
        admit(&Admission {
            organization,
            way,
            client: organization.client(self.client),
            user: person.map(|(user, _)| user),
            signed_in: person.map(|(_, signed_in)| signed_in),
            address: self.address,
            now: self.now,
        })
    }

    /// What the rules say of the client and the way alone, and the limit of its requests.
    pub(super) fn check(&self, way: Way, trace: &mut Trace) -> Result<Admitted, Refused> {
        let admitted = self.admit(&self.organization, way, None);
        if let Err(bar) = admitted.outcome {
            trace.steps.admission(&admitted);
            return Err(Refused::barred(bar, self.organization.client(self.client), self.used));
        }
        self.limit(trace).map(|()| admitted)
    }

    /// Requests without a secret have a window of their own: anybody can make them in the client's name.
    fn limit(&self, trace: &mut Trace) -> Result<(), Refused> {
        let allowed = self.organization.profile().settings.token_rate_per_minute;
        if allowed == 0 {
            return Ok(());
        }
        let (high, low) = self.client.uuid().as_u64_pair();
        let rate = self.platform.token_requests.count(if self.has_secret { low } else { high }, allowed, self.now);
        if rate.count <= allowed {
            return Ok(());
        }
        trace.steps.refused("rate", format!("more than {allowed} requests in a minute"));
        Err(OAuthError::TooManyRequests(rate.reset.max(1)).into())
    }
}
