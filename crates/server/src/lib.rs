//! The local organization as a server: the login host and the platform API on one origin.
//!
//! Edge ring. One request walks: [`router`](crate::router) → `caller` (the one door: token → caller) → `postern_decide` →
//! the operation's handler under `api/<path segments>/` or 501 → the store (one transaction) → `respond`.
#![allow(clippy::disallowed_methods, reason = "an edge: clocks, chance, files and the network live here")]

pub mod api;
mod call;
mod caller;
mod clock;
mod decisions;
mod expiry;
mod fault;
mod faults;
mod files;
mod found;
mod generic;
mod last_use;
mod live_tokens;
mod login;
mod notifications;
mod options;
mod paging;
mod past;
mod platform;
mod postern;
mod published;
mod query;
mod rate;
mod realtime;
mod record;
mod respond;
mod router;
mod seal;
mod search;
mod serve;
mod stored;
mod tenant;
mod test_idp;
mod tls;
mod usage;
mod visible;

pub use fault::Fault;
pub use options::{Filling, Options, Tls};
pub use postern_org::{
    change::whole::ClientSecret,
    demo::{ClientKey as DemoClient, PASSWORD as DEMO_PASSWORD},
};
pub use serve::{Running, StartError, start};
