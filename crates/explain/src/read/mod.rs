//! Readers of what people have in hand. Pure text in, a [`Seen`] out. What is secret is dropped where it is met: it enters
//! no [`Seen`].

pub mod curl;
pub mod response;
pub mod terraform;
mod told;
mod url;

pub use url::queried;

use std::fmt;

/// The longest text of an answer that is kept.
const LONGEST: usize = 2000;

/// A text that is not what it was given as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What is wrong with it.
    pub why: String,
    /// What to give instead.
    pub help: &'static str,
}

impl fmt::Display for Misread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.why)
    }
}

/// Text from outside on one line, without control characters, no longer than is of use.
pub(crate) fn plain(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

/// Whether `text` is written like an id or a `*`.
fn is_id(text: &str) -> bool {
    text == "*" || uuid::Uuid::try_parse(text).is_ok()
}
