//! `/api/v2/routing/skillgroups`.

pub mod members;
