//! What was checked and how it ended: the trace of a message, for the log and for people who look for the cause.

use std::fmt;

use crate::Code;

/// A refusal: the reason, what was wanted and what was found. Holds no secret, no name identifier and no e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The reason.
    pub code: Code,
    /// What the check wanted.
    pub expected: String,
    /// What the message had, shortened, without control characters.
    pub found: String,
}

impl Refusal {
    pub(crate) fn new(code: Code, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self { code, expected: shown(&expected.into()), found: shown(&found.into()) }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: expected {}, found {}", self.code, self.expected, self.found)
    }
}

impl std::error::Error for Refusal {}

/// A text fit for showing: at most 200 characters, control characters and direction marks replaced.
pub(crate) fn shown(text: &str) -> String {
    let hidden =
        |c: char| c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let mut short: String = text.chars().take(200).map(|c| if hidden(c) { '\u{FFFD}' } else { c }).collect();
    if text.chars().nth(200).is_some() {
        short.push('…');
    }
    short
}

/// A value in backticks, for a trace line.
pub(crate) fn quoted(value: &str) -> String {
    format!("`{}`", shown(value))
}

/// One check that ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name: the file of that name under `crates/saml/src/response/`.
    pub name: &'static str,
    /// What was compared with what.
    pub compared: String,
    /// Whether it passed. Only the last step of a trace can have failed.
    pub passed: bool,
}

/// The checks that ran, in order.
#[derive(Debug, Default)]
pub(crate) struct Trace(Vec<Step>);

impl Trace {
    /// Runs one check and keeps what it compared.
    pub(crate) fn step<T>(&mut self, name: &'static str, result: Result<(T, String), Refusal>) -> Result<T, Refusal> {
        match result {
            Ok((value, compared)) => {
                self.0.push(Step { name, compared, passed: true });
                Ok(value)
            }
            Err(refusal) => {
                let compared = format!("expected {}, found {}", refusal.expected, refusal.found);
                self.0.push(Step { name, compared, passed: false });
                Err(refusal)
            }
        }
    }

    pub(crate) fn into_steps(self) -> Vec<Step> {
        self.0
    }
}
