//! The organization that a verb is about: `--org`, a live region, a local organization or a snapshot file.

mod file;
mod local;

use std::process::ExitCode;

use postern_cloud::{Mistake, Place};
use postern_model::Snapshot;

use crate::bad_input;

#[derive(clap::Args)]
#[group(skip)]
pub struct Arguments {
    /// A region (us-east-1, mypurecloud.de), an address (http://127.0.0.1:8080) or a file that `postern snapshot` wrote
    #[arg(long, value_name = "REGION|URL|FILE", env = "GENESYSCLOUD_REGION", hide_env_values = true)]
    pub org: String,
}

/// Something that could not be done: what, what to do about it, and the exit code (2 bad input, 3 could not collect).
pub struct Failure {
    pub error: String,
    pub help: Option<String>,
    pub code: u8,
}

impl Failure {
    fn bad_input(error: String, help: Option<&str>) -> Self {
        Self { error, help: help.map(str::to_owned), code: 2 }
    }

    fn not_collected(error: String, help: Option<&str>) -> Self {
        Self { error, help: help.map(str::to_owned), code: 3 }
    }

    /// Says it on standard error.
    pub fn exit(&self) -> ExitCode {
        bad_input(&self.error, self.help.as_deref());
        ExitCode::from(self.code)
    }
}

/// Reads the organization, or says why it cannot be read and gives the exit code.
pub fn read(arguments: &Arguments) -> Result<Snapshot, ExitCode> {
    collect(arguments).map_err(|failure| failure.exit())
}

fn collect(arguments: &Arguments) -> Result<Snapshot, Failure> {
    let org = arguments.org.as_str();
    match Place::read(org).map_err(|Mistake { error, help }| Failure::bad_input(error, Some(help)))? {
        None => file::read(org),
        Some(place @ Place::Address(_)) => local::read(&place),
        Some(place @ Place::Region(_)) => Err(Failure::not_collected(format!("{} cannot be read yet", place.host()), None)),
    }
}
