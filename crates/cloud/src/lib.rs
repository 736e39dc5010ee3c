//! Reads an organization over the platform API, and writes nothing: no method of this crate could.
