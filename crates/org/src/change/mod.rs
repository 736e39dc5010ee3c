//! The legal changes of an organization, by area. Each takes the draft first, refuses with the wire's own code, and
//! records one audit event.

pub mod clients;
mod difference;
pub mod divisions;
pub mod grants;
pub mod groups;
pub mod organization;
pub mod policy;
pub mod providers;
pub mod roles;
pub mod scim;
pub mod settings;
pub mod sign_in;
pub mod tokens;
pub mod users;
pub mod whole;
