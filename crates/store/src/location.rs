//! Where a store is: the value of `--store`.

use std::{fmt, path::PathBuf};

use crate::StoreError;

/// Where a store is.
///
/// [`Display`](fmt::Display) and [`Debug`](fmt::Debug) leave the password of a PostgreSQL address out, so a location may be logged.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A SQLite database in this file, made if it is not there.
    Sqlite(PathBuf),
    /// A SQLite database in memory, gone when the store is closed.
    Memory,
    /// A PostgreSQL server and database, as a `postgres://` address.
    Postgres(String),
}

impl Location {
    /// Reads `postgres://…` (or `postgresql://…`), `sqlite:FILE` (or `sqlite://FILE`) and `memory`.
    pub fn parse(given: &str) -> Result<Self, StoreError> {
        if given == "memory" {
            return Ok(Self::Memory);
        }
        if given.starts_with("postgres://") || given.starts_with("postgresql://") {
            return Ok(Self::Postgres(given.to_owned()));
        }
        match given.strip_prefix("sqlite:").map(|file| file.strip_prefix("//").unwrap_or(file)) {
            Some(file) if !file.is_empty() => Ok(Self::Sqlite(PathBuf::from(file))),
            _ => Err(StoreError::UnknownLocation { given: redact(given) }),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(file) => write!(f, "sqlite:{}", file.display()),
            Self::Memory => f.write_str("memory"),
            Self::Postgres(url) => f.write_str(&redact(url)),
        }
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Location({self})")
    }
}

/// The address with `***` where a password stands or may stand.
///
/// It does not parse the address: a password with an unescaped `/` or `@` makes the address invalid, and that is when it gets printed.
fn redact(url: &str) -> String {
    let (address, query) = match url.split_once('?') {
        // A `?` inside the password: what follows it is still secret.
        Some((address, query)) if !query.contains('@') => (address, Some(query)),
        _ => (url, None),
    };
    let start = address.find("://").map_or(0, |scheme| scheme + 3);
    let mut shown = match address.rfind('@').and_then(|at| Some((at, address.get(start..at)?.split_once([':', '?'])?))) {
        Some((at, (user, _))) => format!("{}{user}:***{}", &address[..start], &address[at..]),
        None => address.to_owned(),
    };
    for (index, pair) in query.into_iter().flat_map(|query| query.split('&')).enumerate() {
        shown.push(if index == 0 { '?' } else { '&' });
        match pair.split_once('=') {
            Some((key, _)) if key.eq_ignore_ascii_case("password") => {
                shown.push_str(key);
                shown.push_str("=***");
            }
            _ => shown.push_str(pair),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_form() {
        let parse = |given| Location::parse(given).map_err(|error| error.to_string());
        assert_eq!(parse("memory"), Ok(Location::Memory));
        assert_eq!(parse("sqlite:data/postern.db"), Ok(Location::Sqlite("data/postern.db".into())));
        assert_eq!(parse("sqlite:///var/postern.db"), Ok(Location::Sqlite("/var/postern.db".into())));
        assert_eq!(parse("postgresql://db/postern"), Ok(Location::Postgres("postgresql://db/postern".into())));
        assert_eq!(parse("sqlite:"), Err("unknown store `sqlite:`".into()));
        assert_eq!(parse("mysql://root:secret@db/x"), Err("unknown store `mysql://root:***@db/x`".into()));
        assert_eq!(parse("root:secret@db/x"), Err("unknown store `root:***@db/x`".into()));
        assert_eq!(parse(""), Err("unknown store ``".into()));
    }

    #[test]
    fn never_shows_a_password() {
        for (url, shown) in [
            ("postgres://db/postern", "postgres://db/postern"),
            ("postgres://me@db/postern", "postgres://me@db/postern"),
            ("postgres://me:secret@db:5432/postern", "postgres://me:***@db:5432/postern"),
            ("postgres://me:se/cr@et@db/postern", "postgres://me:***@db/postern"),
            ("postgres://me:secr?et@db/postern", "postgres://me:***@db/postern"),
            ("postgres://me@db/postern?password=secr@et", "postgres://me@db/postern:***@et"),
            ("postgres://db/postern?user=me&password=secret&sslmode=require", "postgres://db/postern?user=me&password=***&sslmode=require"),
            ("postgres://me:secret@db/postern?password=secret", "postgres://me:***@db/postern?password=***"),
        ] {
            let location = Location::Postgres(url.to_owned());
            assert_eq!(location.to_string(), shown);
            assert_eq!(format!("{location:?}"), format!("Location({shown})"));
        }
    }
}
