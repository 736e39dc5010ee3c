//! The file of kind `voice`.

pub mod post;
