//! The organization as one immutable value, and every legal change of it.
//!
//! Ring 2: pure. [`Organization`] is built on persistent maps: a clone is a few pointers, a change shares everything it
//! does not touch. A change happens on a [`Draft`]: the functions of [`change`] take one, alter it or refuse, and the
//! edge persists [`Draft::writes`] before it publishes the new value. The server changes the organization with these
//! functions and a rehearsal predicts with them: one code path.
//!
//! To add a change: a function in `change/<area>.rs` that takes `&mut Draft` first, refuses with [`Refusal`] (the wire's
//! own code), writes through the draft's `put_…`/`remove_…`, and records one audit event.
#![deny(missing_docs)]

pub mod allowlist;
pub mod certificate;
pub mod change;
mod compile;
pub mod demo;
mod documents;
mod draft;
mod external_ids;
pub mod fresh;
mod holdings;
mod organization;
pub mod password;
mod refusal;
mod replace;
mod resources;
mod sign_in;

pub use documents::BadDocument;
pub use draft::{Actor, Circumstances, Draft, Write};
pub use external_ids::ExternalIds;
pub use holdings::{Effective, Holding};
pub use organization::{Organization, Part};
pub use refusal::Refusal;
pub use resources::{Resource, Resources, parent};
pub use sign_in::{Kept, SignIns};
