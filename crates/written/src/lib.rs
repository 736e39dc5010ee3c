//! TOML that people write, read so that every mistake is told with its place: seeds of organizations, and policies.
//!
//! Ring 1: pure. [`parse`] makes a tree in which everything knows its place; [`Fields`] reads the keys of a table and
//! complains about the keys that nobody asked for; [`Names`] checks what refers to what; [`report`] shows the mistakes.
#![deny(missing_docs)]

mod fields;
mod names;
mod problem;
mod tree;

pub use fields::{Fields, Held, quoted};
pub use names::{Names, nearest};
pub use problem::{Problem, Span, line_of, report};
pub use tree::{Node, Said, Table, Value, json, parse};
