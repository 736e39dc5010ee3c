//! Grammars of speech and keys.

pub mod languages;
