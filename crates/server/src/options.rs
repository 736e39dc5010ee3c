//! What `postern up` can be told.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use postern_model::Snapshot;
use postern_seed::Seed;
use postern_store::Location;

/// How to run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen; port 0 picks a free one.
    pub listen: SocketAddr,
    /// Where the organization lives.
    pub store: Location,
    /// HTTPS, if wanted.
    pub tls: Option<Tls>,
    /// Whether well-known wrong token URLs are served, with a `Warning` header.
    pub lenient: bool,
    /// Settings for a new organization, and overrides for a stored one.
    pub settings: Vec<(String, String)>,
    /// Whether a new organization is filled with the demo story.
    pub demo: bool,
    /// What a new organization is made from; a store that already holds one is refused then.
    pub filling: Option<Filling>,
    /// Whether the built-in test identity provider runs; the demo has it anyway.
    pub test_idp: bool,
    /// Where requests and answers are recorded, if they are.
    pub record: Option<PathBuf>,
}

/// What a new organization can be made from.
#[derive(Clone, Debug)]
pub enum Filling {
    /// What was saved of another.
    Snapshot(Arc<Snapshot>),
    /// A description that people write.
    Seed(Arc<Seed>),
}

/// The certificate to serve with.
#[derive(Clone, Debug)]
pub enum Tls {
    /// One made at start for the listening address and `localhost`.
    SelfSigned,
    /// PEM files.
    Files {
        /// Certificate chain.
        certificate: PathBuf,
        /// Private key.
        key: PathBuf,
    },
}
