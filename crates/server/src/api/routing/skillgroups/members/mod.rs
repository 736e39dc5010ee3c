//! `/api/v2/routing/skillgroups/{skillGroupId}/members`.

pub mod divisions;
