//! Reads an organization over the platform API, and writes nothing: no method of this crate could.
//!
//! Edge ring. [`collect`] walks the parts of a snapshot; each is read through `reader.rs` (typed answers, kept for a resumed
//! collection), `listing.rs` (pages that are counted against what the listing tells) and `http.rs` (pace, waits, tokens), the
//! only file that sends anything. What can be sent at all is the closed list in `operation.rs`.
#![allow(clippy::disallowed_methods, reason = "an edge: clocks, files and the network live here")]

/// What to do about a certificate that is not trusted.
pub const UNTRUSTED: &str =
    "where the company's proxy shows certificates of its own, name its authority: `--ca-file FILE`, or SSL_CERT_FILE";

mod auditor;
mod clock;
mod collect;
mod credentials;
mod fault;
mod http;
mod listing;
pub mod operation;
mod pace;
mod part;
mod place;
mod progress;
mod query;
mod reader;
mod told;
mod trust;
mod wire;

pub use auditor::{COLLECTED, Collected, Needed, auditor_hcl, auditor_role};
pub use clock::{Clock, System};
pub use collect::{Collecting, collect};
pub use credentials::Credentials;
pub use fault::Fault;
pub use part::{Heading, Part};
pub use place::{Mistake, Place};
pub use progress::{Progress, Silent};
pub use told::{NotTold, decision, told};
pub use trust::Trust;
