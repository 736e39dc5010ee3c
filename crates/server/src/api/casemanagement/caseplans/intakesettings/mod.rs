//! What is asked for when a case comes in.

pub mod put;
