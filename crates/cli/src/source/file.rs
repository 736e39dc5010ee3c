//! An organization that was saved before.

use std::{fs, io, path::Path};

use postern_model::Snapshot;

use super::Failure;

/// The form of snapshots that this version reads.
const VERSION: u32 = 1;

pub fn read(org: &str) -> Result<Snapshot, Failure> {
    let text = fs::read_to_string(Path::new(org)).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::bad_input(
            format!("`{org}` is no region, no address, and no file that is there"),
            Some("regions are named as in `us-east-1` or `mypurecloud.com`; addresses begin with `http://` or `https://`"),
        ),
        _ => Failure::bad_input(format!("cannot read `{org}`: {error}"), None),
    })?;
    let snapshot: Snapshot = serde_json::from_str(&text).map_err(|error| {
        Failure::bad_input(format!("`{org}` is not a snapshot: {error}"), Some("make one with `postern snapshot --org REGION -o FILE`"))
    })?;
    if snapshot.version == VERSION {
        return Ok(snapshot);
    }
    let error = format!("`{org}` is a snapshot of version {}; this version of Postern reads version {VERSION}", snapshot.version);
    Err(Failure::bad_input(error, Some("take it again with this version")))
}
