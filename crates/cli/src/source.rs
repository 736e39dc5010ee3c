//! The organization that a verb is about: `--org`, a live region, a local organization or a snapshot file.

mod file;
mod live;
mod local;
mod progress;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use postern_cloud::{Credentials, Mistake, Place, Trust};
use postern_model::Snapshot;

use crate::bad_input;

#[derive(clap::Args)]
#[group(skip)]
pub struct Arguments {
    /// A region (us-east-1, mypurecloud.de), an address (http://127.0.0.1:8080) or a file that `postern snapshot` wrote.
    /// Regions are read with the client of GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET, or with the
    /// token of GENESYSCLOUD_ACCESS_TOKEN
    #[arg(long, value_name = "REGION|URL|FILE", env = "GENESYSCLOUD_REGION", hide_env_values = true)]
    pub org: String,
    /// How many days of usage and audit events to read
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=365))]
    pub days: u32,
    /// At most so many requests in any minute; the service's limit is 300 for a token
    #[arg(long, value_name = "N", default_value_t = 280, value_parser = clap::value_parser!(u32).range(1..=3000))]
    pub requests_per_minute: u32,
    /// Believe these certificate authorities alone, a file in PEM: where a company's proxy shows certificates of its own
    #[arg(long, value_name = "FILE", env = "SSL_CERT_FILE", hide_env_values = true)]
    pub ca_file: Option<PathBuf>,
}

/// Where what was read of a collection is kept until the collection is whole.
pub struct Kept {
    pub file: PathBuf,
    /// Go on with what is there.
    pub resume: bool,
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

/// Reads the organization, or says why it cannot be read and gives the exit code. What was read is whole enough to decide on:
/// people, roles and clients are known. What is read of a live organization is `kept`, if anywhere, until it is whole.
pub fn read(arguments: &Arguments, kept: Option<&Kept>) -> Result<Snapshot, ExitCode> {
    collect(arguments, kept).map_err(|failure| failure.exit())
}

fn collect(arguments: &Arguments, kept: Option<&Kept>) -> Result<Snapshot, Failure> {
    let org = arguments.org.as_str();
    let place = Place::read(org).map_err(|Mistake { error, help }| Failure::bad_input(error, Some(help)))?;
    let trust = |place| trust(place, arguments.ca_file.as_deref()).map_err(|Mistake { error, help }| Failure::bad_input(error, Some(help)));
    let live = matches!((&place, credentials()), (Some(_), Some(_)));
    if !live && kept.is_some_and(|kept| kept.resume) {
        eprintln!("`--resume` has no effect: `{org}` is read in one piece, and anew; only what is read over the platform API is resumed");
    }
    let snapshot = match place {
        None => file::read(org)?,
        Some(place) => match (credentials(), &place) {
            (Some(credentials), _) => live::read((&place, &trust(&place)?), &credentials, arguments, kept)?,
            (None, Place::Address(_)) => local::read(&place, &trust(&place)?, arguments.days)?,
            (None, Place::Region(_)) => return Err(no_credentials(&place)),
        },
    };
    for (part, why) in [("people", why(&snapshot.users)), ("roles", why(&snapshot.roles)), ("clients", why(&snapshot.clients))] {
        if let Some(why) = why {
            let error = format!("the {part} of `{org}` are unknown: {why}");
            return Err(Failure::not_collected(
                error,
                Some("nothing can be said without them; `postern check --print-role` prints the role that reads everything"),
            ));
        }
    }
    Ok(snapshot)
}

/// Whose certificates are believed of a place.
pub fn trust(place: &Place, ca_file: Option<&Path>) -> Result<Trust, Mistake> {
    match ca_file.filter(|_| place.api().starts_with("https:")) {
        Some(file) => Trust::of_file(file),
        None => Ok(Trust::system()),
    }
}

fn why<T>(part: &postern_model::Fact<T>) -> Option<&str> {
    match part {
        postern_model::Fact::Known(_) => None,
        postern_model::Fact::Unknown(why) => Some(why),
    }
}

/// What opens the organization, under the names that the Terraform provider reads. A token goes before a client.
fn credentials() -> Option<Credentials> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let client = || {
        let (id, secret) = (set("GENESYSCLOUD_OAUTHCLIENT_ID")?, set("GENESYSCLOUD_OAUTHCLIENT_SECRET")?);
        Some(Credentials::Client { id, secret })
    };
    set("GENESYSCLOUD_ACCESS_TOKEN").map(Credentials::Token).or_else(client)
}

fn no_credentials(place: &Place) -> Failure {
    let help = "set GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET to those of a client that may read, \
                or GENESYSCLOUD_ACCESS_TOKEN; they are never taken from the command line";
    Failure::bad_input(format!("there are no credentials for {}", place.host()), Some(help))
}
