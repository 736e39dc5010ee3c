//! Changes of users.
