//! The organization of `--org`, as the question needs it.

use std::process::ExitCode;

use postern_catalog::Catalog;
use postern_model::{Fact, Timestamp};
use postern_org::Organization;

use crate::{bad_input, source};

/// An organization as it was read.
pub(super) struct Read {
    pub(super) organization: Organization,
    /// The permissions it has, where they were collected.
    pub(super) permissions: Option<Vec<String>>,
    /// The moment it was read at: what was over then is over.
    pub(super) now: Timestamp,
}

/// Reads an organization, or says why not and gives the exit code.
pub(super) fn read(org: &str) -> Result<Read, ExitCode> {
    let snapshot = source::read(&source::Arguments { org: org.to_owned() })?;
    let now = snapshot.taken;
    let permissions = snapshot.evidence.as_ref().and_then(|evidence| match &evidence.permissions {
        Fact::Known(names) => Some(names.clone()),
        Fact::Unknown(_) => None,
    });
    let organization = Organization::from_snapshot(Catalog::builtin(), snapshot)
        .map_err(|refusal| bad_input(format!("`{org}` is not an organization that can be: {}", refusal.message), None))?;
    Ok(Read { organization, permissions, now })
}
