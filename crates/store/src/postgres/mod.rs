//! PostgreSQL: several nodes over one database. Everything lives in a schema of its own, `postern`.
//!
//! Nodes do not lock each other out. Each commit is one statement that moves the organization's sequence on from the value its node
//! had seen, or does nothing; the loser reads the changes and decides again.

mod documents;
mod keys;
mod listen;
mod log;
mod migrations;
mod usage;

use std::{io, str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    ConnectOptions, Connection,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
};
use tokio::{sync::broadcast, time::timeout};

use crate::{StoreError, store::Announcement};
use listen::Listener;

/// How long a call waits for a connection before it fails, and `open` for the server.
const PATIENCE: Duration = Duration::from_secs(5);

/// A pool of connections, and one more that listens.
#[derive(Clone)]
pub(crate) struct Postgres {
    pool: PgPool,
    listener: Arc<Listener>,
}

impl Postgres {
    /// Connects and prepares the schema. `shown` is the address without its password, for messages.
    pub async fn open(url: &str, shown: String, announcements: broadcast::Sender<Announcement>) -> Result<Self, StoreError> {
        let unreachable = |cause| StoreError::Unreachable { location: shown.clone(), cause };
        let options = PgConnectOptions::from_str(url).map_err(unreachable)?.application_name("postern");

        // A pool would try again until its patience ends, and then say only that it did.
        let connecting = timeout(PATIENCE, options.connect()).await;
        let mut connection = connecting.unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::TimedOut).into())).map_err(unreachable)?;
        migrations::run(&mut connection, &shown).await?;
        connection.close().await?;

        let pool = PgPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(PATIENCE)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    // Whoever set it to `off` for speed cannot have meant acknowledged changes of who may do what.
                    const DURABLE: &str = "
                        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";
                    sqlx::query(DURABLE).execute(connection).await.map(drop)
                })
            })
            .connect_lazy_with(options.clone());
        let listener = Arc::new(Listener::start(options, announcements));
        Ok(Self { pool, listener })
    }

    pub async fn close(&self) {
        self.listener.stop();
        self.pool.close().await;
    }
}
