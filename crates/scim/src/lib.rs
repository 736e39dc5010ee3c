//! SCIM 2.0 (RFC 7643, RFC 7644) without a server: schemas as data, filters, paths, patches and projections of resources.
//!
//! Ring 1: pure. A resource is a JSON object in canonical spelling: the attributes of its core schema at the top, those
//! of each extension under the extension's URN. [`ResourceType`] knows the spelling; [`read`] brings what a client sent
//! into it, [`patch::apply`] alters it, [`Filter::matches`] looks at it, [`project`] cuts it down. To add an attribute,
//! give it a line in `schema/table.rs`, and say in `postern-org` where it is kept.
#![deny(missing_docs)]

mod filter;
pub mod patch;
mod path;
mod problem;
mod project;
mod read;
pub mod schema;

pub use filter::{Filter, Literal, Operator, SyntaxError};
pub use path::{AttrPath, Path};
pub use problem::{Problem, ScimType};
pub use project::{Projection, project};
pub use read::read;
pub use schema::{Attribute, Place, ResourceType, Schema};
