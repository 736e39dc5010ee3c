//! Prompts.

pub mod resources;
