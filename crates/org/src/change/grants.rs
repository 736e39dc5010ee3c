//! Changes of grants.
