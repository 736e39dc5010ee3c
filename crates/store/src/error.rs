//! Why a store could not be opened or a call not be served. The message says what is wrong; [`StoreError::help`] says what to do.

use std::{io, path::PathBuf};

/// Why a store could not be opened or a call not be served.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The organization has moved on since the caller read it: load the changes and decide again.
    #[error("the organization has changed: it is at sequence {current} now")]
    Conflict {
        /// The organization's sequence; 0 when it does not exist.
        current: i64,
    },
    /// Not one of the forms [`Location::parse`](crate::Location::parse) knows.
    #[error("unknown store `{given}`")]
    UnknownLocation {
        /// What was given, without its password.
        given: String,
    },
    /// The directory of a database file is missing or cannot be written.
    #[error("cannot keep a database in the directory `{}`: {cause}", .directory.display())]
    Directory {
        /// The directory.
        directory: PathBuf,
        /// What the operating system said.
        cause: io::Error,
    },
    /// The database file cannot be opened for writing.
    #[error("cannot open the database `{}`: {cause}", .path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        cause: io::Error,
    },
    /// The file is of another program, or no database at all.
    #[error("`{}` is not a postern database", .path.display())]
    Foreign {
        /// The file, untouched.
        path: PathBuf,
    },
    /// The file is a Postern database with parts missing or overwritten.
    #[error("the database `{}` is damaged: {detail}", .path.display())]
    Damaged {
        /// The file, untouched.
        path: PathBuf,
        /// The first thing found wrong.
        detail: String,
    },
    /// A later version of Postern has changed the shape of the tables.
    #[error("`{place}` was written by a newer postern: its schema is {found}, this one knows {known}")]
    Newer {
        /// The file or the PostgreSQL address, untouched.
        place: String,
        /// The schema found.
        found: i64,
        /// The newest schema this version knows.
        known: i64,
    },
    /// Another process has the file open.
    #[error("the database `{}` is in use{}", .path.display(), .process.as_ref().map(|id| format!(" by process {id}")).unwrap_or_default())]
    InUse {
        /// The file.
        path: PathBuf,
        /// The other process, if it said so.
        process: Option<u32>,
    },
    /// The PostgreSQL server did not answer, or did not let us in.
    #[error("cannot open `{location}`: {cause}")]
    Unreachable {
        /// The address, without its password.
        location: String,
        /// What went wrong.
        cause: sqlx::Error,
    },
    /// A text holds U+0000, which PostgreSQL cannot keep.
    #[error("a {what} holds the character U+0000")]
    Nul {
        /// Which text: `document id`.
        what: &'static str,
    },
    /// The database failed while serving a call.
    #[error("the store failed: {0}")]
    Database(#[from] sqlx::Error),
}

impl StoreError {
    /// What the reader of the message can do about it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::UnknownLocation { .. } => Some("give `postgres://USER@HOST/DATABASE`, `sqlite:FILE` or `memory`"),
            Self::Directory { .. } => Some("create the directory, or choose one that this user may write to"),
            Self::Unusable { .. } => Some("give a file that this user may read and write"),
            Self::Foreign { .. } => Some("choose another file; this one was left as it was"),
            Self::Damaged { .. } => Some("restore a backup, or move the file away to start afresh; it was left as it was"),
            Self::Newer { .. } => Some("run the newer postern, or choose another store; this one was left as it was"),
            Self::InUse { .. } => Some("stop the other process, or choose another file"),
            Self::Unreachable { .. } => Some("check the address, the user, the password and that the server is up"),
            Self::Conflict { .. } | Self::Nul { .. } | Self::Database(_) => None,
        }
    }
}
