//! Is this file ours, of a schema we know, and whole? Asked before anything may write to it.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use super::{beside, migrations};
use crate::StoreError;

/// Marks a SQLite file as ours: `Post`. See <https://sqlite.org/pragma.html#pragma_application_id>.
pub(super) const APPLICATION_ID: i32 = 0x506f_7374;

/// What was found.
pub(super) enum Found {
    /// No file, or one without a byte in it: to become a database.
    Nothing,
    /// A database that was closed properly, verified whole.
    Whole,
    /// A database with the write-ahead log of a killed process beside it. Not verified: the file alone may be half-way between two
    /// states, and only SQLite, writing, can bring them together.
    Interrupted,
}

/// Refuses a file that is not ours, too new or damaged, without leaving a trace of the look at it.
pub(super) async fn file(path: &Path) -> Result<Found, StoreError> {
    let unusable = |cause| StoreError::Unusable { path: path.to_owned(), cause };
    match fs::metadata(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(cause) => return Err(unusable(cause)),
        Ok(found) if !found.is_file() => return Err(unusable(io::Error::other("not a regular file"))),
        Ok(found) if found.len() == 0 => return Ok(Found::Nothing),
        Ok(_) => {}
    }
    header(path)?;
    if fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0) {
        return Ok(Found::Interrupted);
    }
    // Immutable: SQLite takes no locks and makes no files.
    let mut connection = SqliteConnectOptions::new().filename(path).immutable(true).read_only(true).connect().await?;
    let verdict = contents(&mut connection, path).await;
    connection.close().await?;
    verdict.map(|()| Found::Whole)
}

/// Reads the marks in the first bytes. See <https://sqlite.org/fileformat2.html#the_database_header>.
fn header(path: &Path) -> Result<(), StoreError> {
    let mut header = [0; 100];
    match File::open(path).and_then(|mut file| file.read_exact(&mut header)) {
        Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => return Err(StoreError::Foreign { path: path.to_owned() }),
        read => read.map_err(|cause| StoreError::Unusable { path: path.to_owned(), cause })?,
    }
    let number = |at: usize| i32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if !header.starts_with(b"SQLite format 3\0") || number(68) != APPLICATION_ID {
        return Err(StoreError::Foreign { path: path.to_owned() });
    }
    schema(number(60).into(), path)
}

/// Refuses a schema we do not know.
pub(super) fn schema(found: i64, path: &Path) -> Result<(), StoreError> {
    let known = migrations::KNOWN;
    if found > known { Err(StoreError::Newer { place: path.display().to_string(), found, known }) } else { Ok(()) }
}

/// Reads every page and row once.
pub(super) async fn contents(connection: &mut SqliteConnection, path: &Path) -> Result<(), StoreError> {
    let damaged = |detail: String| Err(StoreError::Damaged { path: path.to_owned(), detail });
    match sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(connection).await {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(detail) => damaged(detail),
        Err(sqlx::Error::Database(failure)) => damaged(failure.message().to_owned()),
        Err(failure) => Err(failure.into()),
    }
}
