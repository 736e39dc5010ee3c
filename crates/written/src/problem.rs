//! A mistake in a text, and how it is shown: the place, the line, what to do about it.

use std::fmt::Write;

/// Where in the text, in bytes.
pub type Span = std::ops::Range<usize>;

/// A mistake in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the text, in bytes.
    pub span: std::ops::Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Problem {
    /// A mistake at `span`.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None }
    }

    /// The same, with what to do about it.
    pub fn with(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

/// What is shown of `problems` in `text`, which was read from `file`: each with line and column, counted from 1, and the line
/// itself. A line that speaks of a password or a secret is not shown.
pub fn report(file: &str, text: &str, problems: &[Problem]) -> String {
    let mut shown = String::new();
    for problem in problems {
        let place = Place::of(text, &problem.span);
        let margin = " ".repeat(place.line.to_string().len());
        // Writing to a string cannot fail.
        let _ = writeln!(shown, "error: {}", problem.message);
        let _ = writeln!(shown, "{margin}--> {file}:{}:{}", place.line, place.column);
        if let Some(words) = place.words(text) {
            let _ = writeln!(shown, "{margin} |");
            let _ = writeln!(shown, "{} | {words}", place.line);
            let _ = writeln!(shown, "{margin} | {}{}", " ".repeat(place.column - 1), "^".repeat(place.width));
        }
        if let Some(help) = &problem.help {
            let _ = writeln!(shown, "help: {help}");
        }
        shown.push('\n');
    }
    shown
}

/// The line that a byte of the text is in, counted from 1.
pub fn line_of(text: &str, at: usize) -> usize {
    Place::of(text, &(at..at)).line
}

struct Place {
    line: usize,
    column: usize,
    width: usize,
    start: usize,
}

impl Place {
    fn of(text: &str, span: &Span) -> Self {
        let at = text.floor_char_boundary(span.start);
        let before = &text[..at];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let marked = &text[at..text.floor_char_boundary(span.end.max(at))];
        let width = marked.lines().next().unwrap_or_default().chars().count().max(1);
        Self { line: before.matches('\n').count() + 1, column: text[start..at].chars().count() + 1, width, start }
    }

    /// The line, tabs as one blank so that the mark below stands right.
    fn words(&self, text: &str) -> Option<String> {
        let line = text[self.start..].lines().next().unwrap_or_default();
        let lower = line.to_lowercase();
        (!line.is_empty() && !lower.contains("password") && !lower.contains("secret")).then(|| line.replace('\t', " "))
    }
}
