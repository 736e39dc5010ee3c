//! One process per file. SQLite itself would let two processes write by turns, but each would answer from its own memory.

use std::{
    fs::{File, TryLockError},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use super::beside;
use crate::StoreError;

/// Holds the file `…-lock` beside the database, with our process id in it, and a lock on it that ends with the process however it
/// ends. The file itself stays: removing it would open a gap in which two processes lock two files of the same name.
pub(super) struct Lock {
    /// Locked as long as it is open.
    _file: File,
    /// Set when the file was not there before.
    made: Option<PathBuf>,
}

impl Lock {
    /// Takes the lock. As the first thing to be written in the directory, it is also where a missing or read-only one shows.
    pub fn take(database: &Path) -> Result<Self, StoreError> {
        let path = beside(database, "-lock");
        let directory = |cause: io::Error| StoreError::Directory { directory: database.parent().unwrap_or(database).to_owned(), cause };
        let made = !path.try_exists().map_err(directory)?;
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(directory)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut process = String::new();
                file.read_to_string(&mut process).ok();
                return Err(StoreError::InUse { path: database.to_owned(), process: process.trim().parse().ok() });
            }
            Err(TryLockError::Error(cause)) => return Err(StoreError::Unusable { path, cause }),
        }
        file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(directory)?;
        Ok(Self { _file: file, made: made.then_some(path) })
    }

    /// Gives the lock up without a trace, for a database that turned out not to be ours.
    pub fn withdraw(self) {
        if let Some(path) = &self.made {
            std::fs::remove_file(path).ok();
        }
    }
}
