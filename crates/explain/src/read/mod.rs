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

/// Text from outside on one line, without control characters and secrets, no longer than is of use.
pub(crate) fn plain(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    hushed(words).join(" ").chars().take(LONGEST).collect()
}

/// Words without what is a secret by the key before it, or by the scheme of an `Authorization` header.
fn hushed<'t>(words: impl Iterator<Item = &'t str>) -> Vec<String> {
    let (mut hide, mut told) = (Hide::Nothing, Vec::new());
    for word in words {
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let scheme = ["bearer", "basic"].iter().any(|scheme| bare.eq_ignore_ascii_case(scheme));
        // `authorization:grant:add` is a permission.
        let permission = word.trim_start_matches('[').starts_with("authorization:") && !word.ends_with(':');
        let assigned = word.split_once(['=', ':']).filter(|(key, _)| is_secret(key) && !permission);
        let (shown, next) = match hide {
            _ if scheme => (word.to_owned(), Hide::Token),
            Hide::Value if bare.is_empty() => (word.to_owned(), Hide::Value),
            Hide::Value => ("…".to_owned(), Hide::Nothing),
            Hide::Token if bare.len() >= 8 || bare.bytes().any(|byte| byte.is_ascii_digit()) => ("…".to_owned(), Hide::Nothing),
            _ => match assigned {
                Some((key, value)) if value.bytes().any(|byte| byte.is_ascii_alphanumeric()) => {
                    (format!("{key}{}…", &word[key.len()..=key.len()]), Hide::Nothing)
                }
                Some(_) => (word.to_owned(), Hide::Value),
                None if is_secret(bare) => (word.to_owned(), Hide::Assigned),
                None => (word.to_owned(), Hide::Nothing),
            },
        };
        // A key is one only if something is assigned to it.
        let next = if hide == Hide::Assigned && word.starts_with(['=', ':']) { Hide::Value } else { next };
        told.push(shown);
        hide = next;
    }
    told
}

/// What of the next word is hidden.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hide {
    Nothing,
    /// Whatever it is.
    Value,
    /// Whatever it is, if it is an assignment.
    Assigned,
    /// What looks like a token.
    Token,
}

fn is_secret(key: &str) -> bool {
    !key.is_empty() && postern_model::secret::is_secret(key)
}

/// Whether `text` is written like an id or a `*`.
fn is_id(text: &str) -> bool {
    text == "*" || uuid::Uuid::try_parse(text).is_ok()
}
