//! Changes of groups.
