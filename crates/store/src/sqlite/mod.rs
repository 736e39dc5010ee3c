//! SQLite: one process, one file (or memory), nothing to install.
//!
//! All writing goes through one connection, so commits queue up in the process instead of meeting `SQLITE_BUSY`; a few read-only
//! connections serve reads beside it, as the write-ahead log allows.
//!
//! `synchronous=FULL`: every commit syncs the write-ahead log before it is acknowledged, and so survives a power failure. `NORMAL`
//! would survive `kill -9` as well, but not that; what it saves is one sync for each commit, a fraction of a millisecond on a disk of
//! today.

mod documents;
mod keys;
mod lock;
mod log;
mod migrations;
mod usage;
mod verify;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Executor,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous},
};

use crate::StoreError;
use lock::Lock;
use verify::Found;

/// An open database.
#[derive(Clone)]
pub(crate) struct Sqlite {
    /// One connection.
    writer: SqlitePool,
    /// A few connections; in memory, the writer itself, for there the database is its connection.
    readers: SqlitePool,
    /// Gone once closed.
    lock: Arc<Mutex<Option<Lock>>>,
}

impl Sqlite {
    /// Opens a file, making it if need be.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        // A link and its target are one database. And SQLite gives names like `:memory:` and `file:x` a meaning of their own, but an
        // absolute path is only ever a path.
        let path = path.canonicalize().or_else(|_| std::path::absolute(path)).map_err(|cause| unusable(path, cause))?;
        let lock = Lock::take(&path)?;
        let found = match verify::file(&path).await {
            Ok(found) => found,
            Err(refusal) => {
                lock.withdraw();
                return Err(refusal);
            }
        };
        create_private(&path)?;

        let options = SqliteConnectOptions::new()
            .filename(&path)
            .synchronous(SqliteSynchronous::Full)
            // On macOS a plain fsync does not reach the platter.
            .pragma("fullfsync", "ON");
        if matches!(found, Found::Nothing) {
            mark(&options).await?;
        }
        let options = options.journal_mode(SqliteJournalMode::Wal);
        let writer = pool(1).connect_with(options.clone()).await?;
        migrations::run(&writer, &path).await?;
        if matches!(found, Found::Interrupted) {
            verify::contents(&mut *writer.acquire().await?, &path).await?;
        }
        let readers = pool(3).connect_lazy_with(options.read_only(true));
        Ok(Self { writer, readers, lock: Arc::new(Mutex::new(Some(lock))) })
    }

    /// Makes an empty database in memory.
    pub async fn in_memory() -> Result<Self, StoreError> {
        let writer = pool(1).connect_with(SqliteConnectOptions::new().in_memory(true)).await?;
        migrations::run(&writer, Path::new("memory")).await?;
        Ok(Self { readers: writer.clone(), writer, lock: Arc::default() })
    }

    /// Closes the readers first: the last connection to go empties the write-ahead log, and that must be one that may write.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
        self.lock.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// A pool that keeps its connections for good, for a database in memory ends with its connection.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new().max_connections(connections).idle_timeout(None).max_lifetime(None).test_before_acquire(false)
}

/// Makes the file ours before it has a write-ahead log, so that at no later moment, wherever we are killed, it looks like a stranger's.
async fn mark(options: &SqliteConnectOptions) -> Result<(), StoreError> {
    let mut connection = options.connect().await?;
    connection.execute(AssertSqlSafe(format!("PRAGMA application_id = {}", verify::APPLICATION_ID))).await?;
    Ok(connection.close().await?)
}

/// Makes sure that the file is there and can be written, and makes it readable by nobody else: it holds keys. SQLite gives the files
/// it puts beside it the same permissions.
fn create_private(path: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|cause| unusable(path, cause))
}

fn unusable(path: &Path, cause: io::Error) -> StoreError {
    StoreError::Unusable { path: path.to_owned(), cause }
}

/// The file beside the database whose name has this at its end.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
