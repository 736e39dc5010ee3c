//! Plain values of an organization's access: ids, people, groups, divisions, permissions, roles, grants,
//! OAuth clients, identity providers, settings and the snapshot that holds them.
//!
//! Ring 0: no clock, no randomness, no input or output. `now` and fresh ids arrive as arguments.
#![deny(missing_docs)]

pub mod audit;
pub mod client;
pub mod division;
pub mod entropy;
pub mod evidence;
pub mod fact;
pub mod grant;
pub mod group;
mod hex;
pub mod id;
pub mod organization;
pub mod permission;
pub mod policy;
pub mod provider;
pub mod pseudonym;
pub mod region;
pub mod role;
pub mod secret;
pub mod settings;
pub mod sign_in;
pub mod snapshot;
pub mod time;
pub mod token;
pub mod user;

pub use audit::AuditEvent;
pub use client::{Client, ClientState, GrantType};
pub use division::Division;
pub use entropy::Entropy;
pub use evidence::Evidence;
pub use fact::Fact;
pub use grant::{Grant, Reach, Subject, SubjectKind};
pub use group::Group;
pub use id::Id;
pub use organization::Profile;
pub use permission::{PermissionId, PermissionSet};
pub use policy::EntryPolicy;
pub use provider::Provider;
pub use pseudonym::Pseudonyms;
pub use role::{Policy, Role};
pub use settings::Settings;
pub use sign_in::{Hashed, SignedIn};
pub use snapshot::Snapshot;
pub use time::Timestamp;
pub use token::Token;
pub use user::{User, UserState};
