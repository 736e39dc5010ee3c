//! The file of kind `dtmf`.

pub mod post;
