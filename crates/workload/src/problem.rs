//! A mistake in a file that describes a workload, and how it is shown.

use std::fmt::Write;

/// A mistake that keeps a file from being read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Line and column, counted from 1, if it is in one place.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { at: None, message: message.into(), help: None }
    }

    pub(crate) fn at(self, line: usize, column: usize) -> Self {
        Self { at: Some((line, column)), ..self }
    }

    pub(crate) fn with(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

/// What is shown of `problems` of `file`. The file's own lines are not: it may be another file than was meant.
pub fn report(file: &str, problems: &[Problem]) -> String {
    let mut shown = String::new();
    for Problem { at, message, help } in problems {
        // Writing to a string cannot fail.
        let _ = writeln!(shown, "error: {message}");
        let _ = match at {
            Some((line, column)) => writeln!(shown, " --> {file}:{line}:{column}"),
            None => writeln!(shown, " --> {file}"),
        };
        if let Some(help) = help {
            let _ = writeln!(shown, "help: {help}");
        }
        shown.push('\n');
    }
    shown
}

/// Line and column of a byte of a text, counted from 1.
pub(crate) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

/// What is the matter with a text that should have been JSON of a certain form. The text itself is not quoted.
pub(crate) fn json(what: &str, error: &serde_json::Error) -> Problem {
    let problem = match error.classify() {
        serde_json::error::Category::Data => Problem::new(format!("this is JSON, but not {what}")),
        _ => Problem::new("this is not JSON"),
    };
    problem.at(error.line().max(1), error.column().max(1))
}
