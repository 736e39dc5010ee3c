//! What settings of a model start from.

pub mod get;
