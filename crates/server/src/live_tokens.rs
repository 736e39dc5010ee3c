//! The cap on live tokens of a client: issuing one more invalidates the oldest (documented to exist; the number is not
//! public, so the setting `token.live-cap` is off by default). Counted since start.

use std::{collections::VecDeque, sync::Mutex};

use foldhash::{HashMap, HashMapExt};
use postern_model::{Timestamp, Token};
use postern_org::Draft;
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
    pub(crate) async fn admit(&self, tenant: &Tenant, token: &Token, cap: u32, now: Timestamp) -> Result<(), Fault> {
        if cap == 0 {
            return Ok(());
        }
        let surplus = self.surplus(token, cap as usize, now);
        if surplus.is_empty() {
            return Ok(());
        }
        let revoke = |draft: &mut Draft<'_>| {
            surplus.iter().for_each(|(serial, until)| draft.revoke_token(*serial, *until));
            Ok(())
        };
        Box::pin(tenant.change(now, None, revoke)).await
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
