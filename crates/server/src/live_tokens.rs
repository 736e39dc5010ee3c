//! The cap on live tokens of a client: issuing one more invalidates the oldest (documented to exist; the number is not
//! public, so the setting `token.live-cap` is off by default). Counted since start.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use foldhash::{HashMap, HashMapExt};
use postern_model::{Timestamp, Token};
use uuid::Uuid;

use crate::{fault::Fault, tenant::Tenant};

/// The tokens of each client, oldest first: serial and end.
pub(crate) struct LiveTokens(Mutex<HashMap<Uuid, VecDeque<(u64, Timestamp)>>>);

impl Default for LiveTokens {
    fn default() -> Self {
        Self(Mutex::new(HashMap::new()))
    }
}

impl LiveTokens {
    /// Takes in a new token; revokes the oldest live ones above `cap` (0: no cap).
    pub(crate) async fn admit(&self, tenant: &Arc<Tenant>, token: &Token, cap: u32, now: Timestamp) -> Result<(), Fault> {
        if cap == 0 {
            return Ok(());
        }
        let surplus = self.surplus(token, cap as usize, now);
        if surplus.is_empty() {
            return Ok(());
        }
        // In a task of its own: a client that hangs up must not cut the change in two.
        let tenant = Arc::clone(tenant);
        let ended = tokio::spawn(async move {
            let change = tenant.change(now, None, |draft| {
                surplus.iter().for_each(|(serial, until)| draft.revoke_token(*serial, *until));
                Ok(())
            });
            change.await
        });
        ended.await.map_err(Fault::internal)?
    }

    fn surplus(&self, token: &Token, cap: usize, now: Timestamp) -> Vec<(u64, Timestamp)> {
        let mut clients = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let live = clients.entry(token.client.uuid()).or_default();
        live.retain(|(_, until)| *until > now);
        live.push_back((token.serial, token.expires()));
        let over = live.len().saturating_sub(cap);
        live.drain(..over).collect()
    }
}
