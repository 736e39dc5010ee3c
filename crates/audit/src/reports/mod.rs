//! A report in each form: for people (text, Markdown, HTML), for programs (JSON), for code hosts (SARIF 2.1.0), for CI
//! (JUnit), for a spreadsheet (CSV action plan).

mod actions;
mod html;
mod junit;
mod markdown;
mod sarif;
mod svg;
mod text;

use crate::{Finding, Report};

/// A form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The certificate and the open findings, for a terminal.
    Text,
    /// Everything; `docs/schema/report.json` describes it.
    Json,
    /// SARIF 2.1.0 (OASIS).
    Sarif,
    /// JUnit: a test suite a rule.
    Junit,
    /// The certificate and the findings.
    Markdown,
    /// What to do, the worst first.
    Csv,
    /// One page with pictures; nothing is loaded, nothing runs.
    Html,
}

impl Format {
    /// Every form with its name and the name of its file.
    pub const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Text, "text", "report.txt"),
        (Self::Json, "json", "report.json"),
        (Self::Sarif, "sarif", "report.sarif"),
        (Self::Junit, "junit", "report.junit.xml"),
        (Self::Markdown, "markdown", "report.md"),
        (Self::Csv, "csv", "actions.csv"),
        (Self::Html, "html", "report.html"),
    ];

    /// The form with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, each, _)| *each == name).map(|(format, ..)| format)
    }

    /// The name of its file in a folder of reports.
    pub fn file(self) -> &'static str {
        Self::ALL.into_iter().find(|(format, ..)| *format == self).map_or("report", |(.., file)| file)
    }

    /// The report in this form.
    pub fn render(self, report: &Report) -> String {
        match self {
            Self::Text => text::render(report),
            // Plain values with string keys always serialize.
            Self::Json => serde_json::to_string_pretty(report).unwrap_or_default() + "\n",
            Self::Sarif => sarif::render(report),
            Self::Junit => junit::render(report),
            Self::Markdown => markdown::render(report),
            Self::Csv => actions::render(report),
            Self::Html => html::render(report),
        }
    }
}

/// Open findings, the worst first; known ones before those that cannot be told, of one severity.
fn open(report: &Report) -> Vec<&Finding> {
    let mut open: Vec<&Finding> = report.findings.iter().filter(|finding| finding.is_open()).collect();
    open.sort_by(|left, right| right.severity.cmp(&left.severity).then(right.is_found().cmp(&left.is_found())));
    open
}

/// Where the rules' pages are.
const PAGES: &str = "https://github.com/postern-dev/postern/blob/main/docs/rules";

/// The page of a rule.
fn page(rule: &str) -> String {
    format!("{PAGES}/{rule}.md")
}

/// `3 keep working, 1 will break, 2 cannot be told, 1 off`.
fn clients_line(report: &Report) -> String {
    let counts = report.certificate.counts;
    let condition = match counts.with_condition {
        0 => String::new(),
        many => format!(" ({many} of them on a condition)"),
    };
    let off = if counts.off > 0 { format!(", {} off", counts.off) } else { String::new() };
    format!("{} keep working{condition}, {} will break, {} cannot be told{off}", counts.keep_working, counts.will_break, counts.cannot_tell)
}

/// `1 critical, 2 high, 0 medium, 3 low, 4 cannot be told, 0 accepted`.
fn findings_line(report: &Report) -> String {
    let counts = report.certificate.counts;
    format!(
        "{} critical, {} high, {} medium, {} low; {} cannot be told; {} accepted",
        counts.critical, counts.high, counts.medium, counts.low, counts.unknown, counts.accepted
    )
}
