//! `/api/v2/authorization/divisions`.

pub mod create;
pub mod delete;
pub mod deleted;
pub mod get;
pub mod grants;
pub mod home;
pub mod limit;
pub mod list;
pub mod objects;
pub mod put;
pub mod query;
pub mod restore;
pub mod sight;
pub mod view;
