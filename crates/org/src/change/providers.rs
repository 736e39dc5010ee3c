//! Changes of providers.
