//! Hearing of other nodes' commits.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use tokio::{sync::broadcast, task::JoinHandle, time::sleep};
use uuid::Uuid;

use crate::store::Announcement;

/// Each commit is announced here as `ORGANIZATION SEQUENCE`.
pub(super) const CHANNEL: &str = "postern";

/// How long to wait before trying a server again. Whoever waits for a change polls meanwhile.
const PAUSE: Duration = Duration::from_secs(1);

/// A task that passes the server's notifications on, until stopped or dropped.
pub(super) struct Listener(JoinHandle<()>);

impl Listener {
    pub fn start(options: PgConnectOptions, announcements: broadcast::Sender<Announcement>) -> Self {
        Self(tokio::spawn(async move {
            loop {
                if let Err(failure) = listen(&options, &announcements).await {
                    tracing::warn!(%failure, "not listening for other nodes' changes; polling until the server is back");
                }
                sleep(PAUSE).await;
            }
        }))
    }

    pub fn stop(&self) {
        self.0.abort();
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Listens on a connection of its own until it breaks.
async fn listen(options: &PgConnectOptions, announcements: &broadcast::Sender<Announcement>) -> Result<(), sqlx::Error> {
    let pool = PgPoolOptions::new().max_connections(1).max_lifetime(None).connect_lazy_with(options.clone());
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen(CHANNEL).await?;
    while let Some(notification) = listener.try_recv().await? {
        if let Some(announcement) = parse(notification.payload()) {
            // Nobody waiting is fine.
            announcements.send(announcement).ok();
        }
    }
    Ok(())
}

/// None for what another program says on our channel.
fn parse(payload: &str) -> Option<Announcement> {
    let (org, sequence) = payload.split_once(' ')?;
    Some((Uuid::parse_str(org).ok()?, sequence.parse().ok()?))
}
