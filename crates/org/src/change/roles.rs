//! Changes of roles.
