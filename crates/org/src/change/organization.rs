//! Changes of organization.
