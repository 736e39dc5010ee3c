//! The platform API as data: its operations, permissions, scopes and body models, and finding one's way among them.
//!
//! Ring 1: no clock, no randomness, no files, no network. The facts are text, one line each: `operations.toml` and
//! `models.toml` beside this crate's manifest. `cargo xtask catalog` packs them into `catalog.bin`, which is compiled in.
//!
//! To change a fact, edit its line and run `cargo xtask catalog`. To follow a new release of the service, run
//! `cargo xtask catalog --swagger FILE --diff`, read the report, then run it again without `--diff`.
#![deny(missing_docs)]

pub mod catalog;
pub mod class;
pub mod lookup;
pub mod model;
pub mod operation;
pub mod packed;
pub mod permission;
pub mod route;
pub mod types;
pub mod validate;

pub use catalog::Catalog;
pub use class::Class;
pub use model::{Field, Limits, Model};
pub use operation::{DivisionHints, Need, Operation, OperationId, QueryParam, ScopesSource};
pub use permission::{Permission, Scope};
pub use route::{Params, Route};
pub use types::TypeRef;
