//! Changes of clients.
