//! Everything a running server shares.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use postern_catalog::Catalog;
use postern_model::{Client, Entropy, Id, Timestamp};
use postern_org::Organization;
use postern_store::Store;
use tokio::sync::OnceCell;

use uuid::Uuid;

use crate::{
    caller::Caller, clock::Clock, decisions::Decisions, faults::Faults, last_use::LastUse, live_tokens::LiveTokens, login::saml::key::Pair,
    postern::metrics::Metrics, rate::Limiter, record::Recorder, seal::Sealer, tenant::Tenant, test_idp::TestIdp, usage::Usage,
};

/// Shared by every request.
pub(crate) struct Platform {
    pub(crate) catalog: &'static Catalog,
    pub(crate) store: Store,
    pub(crate) tenants: Vec<Arc<Tenant>>,
    pub(crate) sealer: Sealer,
    pub(crate) pepper: [u8; 32],
    pub(crate) clock: Arc<Clock>,
    pub(crate) decisions: Decisions,
    pub(crate) faults: Faults,
    pub(crate) usage: Usage,
    pub(crate) requests: Limiter,
    pub(crate) token_requests: Limiter,
    pub(crate) live_tokens: LiveTokens,
    pub(crate) last_use: LastUse,
    pub(crate) metrics: Metrics,
    /// Our key towards identity providers, once it was needed.
    pub(crate) saml_key: OnceCell<Pair>,
    /// The test identity provider, where it runs.
    pub(crate) test_idp: Option<TestIdp>,
    /// Where requests are recorded.
    pub(crate) recorder: Option<Recorder>,
    /// `http://host:port`, as reached from outside.
    pub(crate) url: String,
    pub(crate) lenient: bool,
    /// Whether the store was seen lately; a node that cannot see it refuses.
    pub(crate) ready: AtomicBool,
}

impl Platform {
    /// The organization that has this client, with its place in the list.
    pub(crate) fn tenant_of(&self, client: Id<Client>) -> Option<(usize, Arc<Organization>)> {
        let found = |(at, tenant): (usize, &Arc<Tenant>)| {
            let value = tenant.current();
            value.client(client).is_some().then_some((at, value))
        };
        self.tenants.iter().enumerate().find_map(found)
    }

    /// The first organization: the one asked where a request names none.
    pub(crate) fn first(&self) -> Arc<Organization> {
        self.tenants[0].current()
    }

    /// When the caller's token was used last; known only while the inactivity timeout is on.
    pub(crate) fn last_use(&self, caller: &Caller) -> Option<Timestamp> {
        let idles = caller.organization.profile().idle.enable_idle_token_timeout;
        caller.token().filter(|_| idles).map(|token| self.last_use.of(token.serial).max(token.issued))
    }

    /// Writes the usage counted so far to the store.
    pub(crate) async fn flush_usage(&self) {
        let rows = self.usage.drain(self.catalog);
        for (at, tenant) in self.tenants.iter().enumerate() {
            let mine: Vec<_> = rows.iter().filter(|(owner, _)| *owner == at).map(|(_, row)| row.clone()).collect();
            if mine.is_empty() {
                continue;
            }
            if let Err(error) = self.store.add_usage(tenant.id, &mine).await {
                tracing::warn!(%error, "usage counts were lost");
            }
        }
    }

    /// Whether answers may be given.
    pub(crate) fn is_ready(&self) -> bool {
        self.ready.load(Ordering::Relaxed)
    }
}

/// A fresh random UUID. The generator is seeded by the operating system once a thread.
pub(crate) fn fresh_uuid() -> Uuid {
    CHANCE.with_borrow_mut(Entropy::uuid)
}

/// A fresh token serial.
pub(crate) fn fresh_serial() -> u64 {
    let (high, low) = fresh_uuid().as_u64_pair();
    high ^ low.rotate_left(32)
}

thread_local! {
    static CHANCE: std::cell::RefCell<Entropy> = std::cell::RefCell::new(Entropy::from_seed(seed()));
}

#[expect(clippy::expect_used, reason = "without chance no token may be issued; ending the request's thread is failing closed")]
fn seed() -> [u8; 32] {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).expect("the operating system gives no randomness");
    seed
}
