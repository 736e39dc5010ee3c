//! Changes of divisions.
