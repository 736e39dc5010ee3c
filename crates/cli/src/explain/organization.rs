//! The organization of `--org`, as the question needs it.

use std::{path::Path, process::ExitCode};

use postern_catalog::Catalog;
use postern_model::Timestamp;
use postern_org::Organization;

use crate::{bad_input, source};

/// Usage and audit events are of no account here: as few of them as can be.
const DAYS: u32 = 1;
/// Requests in a minute, below the service's limit of 300 for a token.
const PER_MINUTE: u32 = 280;

/// An organization as it was read.
pub(super) struct Read {
    pub(super) organization: Organization,
    /// The moment it was read at: what was over then is over.
    pub(super) now: Timestamp,
}

/// Reads an organization, or says why not and gives the exit code.
pub(super) fn read(org: &str, ca_file: Option<&Path>) -> Result<Read, ExitCode> {
    let source =
        source::Arguments { org: org.to_owned(), days: DAYS, requests_per_minute: PER_MINUTE, ca_file: ca_file.map(Path::to_owned) };
    let snapshot = source::read(&source, None)?;
    let now = snapshot.taken;
    let organization = Organization::from_snapshot(Catalog::builtin(), snapshot)
        .map_err(|refusal| bad_input(format!("`{org}` is not an organization that can be: {}", refusal.message), None))?;
    Ok(Read { organization, now })
}
