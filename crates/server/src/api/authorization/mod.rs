//! `/api/v2/authorization`: roles, permissions, grants, divisions.

pub mod divisions;
pub mod divisionspermitted;
pub mod permissions;
pub mod products;
pub mod roles;
pub mod settings;
pub mod subjects;
