//! What a SQLite file in particular has to bear: restarts, and files that are not what they should be.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test of an edge, which stops at the first surprise")]

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    str::FromStr,
    time::{Duration, Instant},
};

use postern_store::{Document, Loaded, Location, Store, StoreError, Write};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, sqlite::SqliteConnectOptions};
use tempfile::TempDir;
use uuid::Uuid;

const ORG: Uuid = Uuid::from_u128(1);

async fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open(&Location::Sqlite(path.to_owned())).await
}

/// A directory with a closed store of 200 documents in it.
async fn closed_store() -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("postern.db");
    let store = open(&path).await.unwrap();
    let writes: Vec<_> =
        (0..200).map(|number| Write::Put(Document { kind: "user".into(), id: format!("{number:03}"), body: "x".repeat(500) })).collect();
    store.commit(ORG, 0, &writes, &[]).await.unwrap();
    store.close().await;
    (directory, path)
}

/// Past the store, as another program would.
async fn tamper(path: &Path, sql: &str) {
    let options = SqliteConnectOptions::from_str("sqlite:").unwrap().filename(path).create_if_missing(true);
    let mut connection = options.connect().await.unwrap();
    connection.execute(AssertSqlSafe(sql)).await.unwrap();
    connection.close().await.unwrap();
}

/// Every file in the directory, byte for byte.
fn files(directory: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

/// What opening the file says, having made sure that it leaves no trace.
async fn refusal(path: &Path) -> StoreError {
    let directory = path.parent().unwrap();
    let before = files(directory);
    let Err(refusal) = open(path).await else { panic!("{} was opened", path.display()) };
    assert!(files(directory) == before, "opening {} left a trace", path.display());
    assert!(refusal.help().is_some());
    refusal
}

#[tokio::test]
async fn what_was_written_is_there_after_a_restart() {
    let (directory, path) = closed_store().await;
    assert_eq!(files(directory.path()).keys().map(|path| path.file_name().unwrap()).collect::<Vec<_>>(), ["postern.db", "postern.db-lock"]);
    let store = open(&path).await.unwrap();
    assert_eq!(store.load(ORG).await.unwrap().documents.len(), 200);
    assert_eq!(store.key("sealing", b"one").await.unwrap(), b"one");
    store.close().await;
    assert!(store.load(ORG).await.is_err());
    let store = open(&path).await.unwrap();
    assert_eq!(store.key("sealing", b"two").await.unwrap(), b"one");
}

#[tokio::test]
async fn a_file_of_no_bytes_becomes_a_database() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("postern.db");
    fs::write(&path, "").unwrap();
    assert_eq!(open(&path).await.unwrap().load(ORG).await.unwrap(), Loaded::default());
}

#[tokio::test]
async fn names_with_a_meaning_to_sqlite_are_only_names() {
    let directory = tempfile::tempdir().unwrap();
    for name in [":memory:", "file:x?mode=memory", "a b%20#?&'\"é"] {
        let path = directory.path().join(name);
        for expected in 0..2 {
            let store = open(&path).await.unwrap();
            assert_eq!(store.commit(ORG, expected, &[], &[]).await.unwrap(), expected + 1);
            store.close().await;
        }
        assert!(path.is_file());
    }
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("postern.db");
    let store = open(&path).await.unwrap();
    store.commit(ORG, 0, &[], &[]).await.unwrap();
    for name in ["postern.db", "postern.db-wal", "postern.db-shm"] {
        let mode = fs::metadata(directory.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn a_second_opener_is_refused() {
    let (_directory, path) = closed_store().await;
    let store = open(&path).await.unwrap();
    let refusal = refusal(&path).await;
    let expected = format!("the database `{}` is in use by process {}", path.display(), std::process::id());
    assert_eq!(refusal.to_string(), expected);
    assert_eq!(refusal.help(), Some("stop the other process, or choose another file"));
    store.commit(ORG, 1, &[], &[]).await.unwrap();
    store.close().await;
    open(&path).await.unwrap();
}

#[tokio::test]
async fn a_file_of_another_program_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("notes.db");
    for wal in ["DELETE", "WAL"] {
        tamper(&path, &format!("PRAGMA journal_mode={wal}; CREATE TABLE IF NOT EXISTS notes (text); INSERT INTO notes VALUES ('mine')"))
            .await;
        let refusal = refusal(&path).await;
        assert_eq!(refusal.to_string(), format!("`{}` is not a postern database", path.display()));
        assert_eq!(refusal.help(), Some("choose another file; this one was left as it was"));
    }
    let path = directory.path().join("marked.db");
    tamper(&path, "PRAGMA application_id = 1").await;
    assert!(matches!(refusal(&path).await, StoreError::Foreign { .. }));
}

#[tokio::test]
async fn a_file_in_use_by_another_program_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("notes.db");
    let options = SqliteConnectOptions::from_str("sqlite:").unwrap().filename(&path).create_if_missing(true);
    let mut connection = options.connect().await.unwrap();
    connection.execute("CREATE TABLE old (text); PRAGMA journal_mode=WAL; CREATE TABLE notes (text)").await.unwrap();
    assert!(matches!(refusal(&path).await, StoreError::Foreign { .. }));
    connection.execute("INSERT INTO notes VALUES ('mine')").await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("postern.db");
    for content in [&b"hello"[..], &[0; 8192], &[0xff; 8192], b"SQLite format 3\0", b"\n"] {
        fs::write(&path, content).unwrap();
        assert_eq!(refusal(&path).await.to_string(), format!("`{}` is not a postern database", path.display()));
    }
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let (_directory, path) = closed_store().await;
    let whole = fs::read(&path).unwrap();
    let mut damaged = Vec::new();
    damaged.push(whole[..whole.len() / 2].to_vec());
    damaged.push(whole[..5000].to_vec());
    for page in 1..whole.len() / 4096 {
        let mut overwritten = whole.clone();
        overwritten[page * 4096..][..4096].fill(0xa5);
        damaged.push(overwritten);
    }
    assert!(damaged.len() > 20);
    for content in damaged {
        fs::write(&path, content).unwrap();
        let refusal = refusal(&path).await;
        let start = format!("the database `{}` is damaged: ", path.display());
        assert!(refusal.to_string().starts_with(&start), "{refusal}");
    }
    fs::write(&path, whole).unwrap();
    assert_eq!(open(&path).await.unwrap().load(ORG).await.unwrap().documents.len(), 200);
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_refused() {
    let (_directory, path) = closed_store().await;
    tamper(&path, "PRAGMA user_version = 99").await;
    let refusal = refusal(&path).await;
    let expected = format!("`{}` was written by a newer postern: its schema is 99, this one knows 1", path.display());
    assert_eq!(refusal.to_string(), expected);
    assert_eq!(refusal.help(), Some("run the newer postern, or choose another store; this one was left as it was"));
}

#[tokio::test]
async fn a_directory_that_cannot_be_written_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "").unwrap();
    for (parent, kind) in [
        (directory.path().join("missing"), io::ErrorKind::NotFound),
        (file, io::ErrorKind::NotADirectory),
        #[cfg(target_os = "linux")]
        (PathBuf::from("/proc"), io::ErrorKind::NotFound),
    ] {
        let Err(refusal) = open(&parent.join("postern.db")).await else { panic!("{} was written", parent.display()) };
        let start = format!("cannot keep a database in the directory `{}`: ", parent.display());
        assert!(refusal.to_string().starts_with(&start), "{refusal}");
        assert!(matches!(&refusal, StoreError::Directory { cause, .. } if cause.kind() == kind), "{refusal:?}");
        assert_eq!(refusal.help(), Some("create the directory, or choose one that this user may write to"));
    }
}

#[tokio::test]
async fn a_directory_is_not_a_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("data");
    fs::create_dir(&path).unwrap();
    assert_eq!(refusal(&path).await.to_string(), format!("cannot open the database `{}`: not a regular file", path.display()));
}

/// The budget is 30 ms on an idle machine; the test leaves room for a busy one.
#[tokio::test]
async fn an_empty_store_opens_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let mut times = Vec::new();
    for number in 0..10 {
        let start = Instant::now();
        let store = open(&directory.path().join(number.to_string())).await.unwrap();
        times.push(start.elapsed());
        store.close().await;
    }
    times.sort();
    assert!(times[0] < Duration::from_millis(100), "{times:?}");
}
