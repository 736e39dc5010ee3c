//! The languages of a grammar.

pub mod files;
