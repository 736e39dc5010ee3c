//! One page with pictures. Its own policy forbids scripts and everything that would be loaded.

use askama::Template;

use super::{clients_line, findings_line, open, page, svg};
use crate::{Finding, Report};

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'r> {
    report: &'r Report,
    open: Vec<&'r Finding>,
    accepted: Vec<&'r Finding>,
    clients: String,
    findings: String,
    reaches: String,
    usage: String,
    escalation: String,
}

impl Page<'_> {
    fn page(&self, rule: &str) -> String {
        page(rule)
    }

    /// A text of ours as HTML: what stands between backticks is code, what stands between asterisks is emphasized.
    fn prose(&self, text: impl AsRef<str>) -> String {
        prose(text.as_ref())
    }

    fn class(&self, words: &str) -> String {
        words.replace(' ', "-")
    }
}

pub(super) fn render(report: &Report) -> String {
    let drawn = &report.pictures.clients;
    let page = Page {
        report,
        open: open(report),
        accepted: report.findings.iter().filter(|finding| !finding.is_open()).collect(),
        clients: clients_line(report),
        findings: findings_line(report),
        reaches: svg::reaches(drawn),
        usage: svg::usage(drawn),
        escalation: svg::escalation(drawn),
    };
    // What is written is a string; only an output can fail.
    page.render().unwrap_or_default()
}

fn prose(text: &str) -> String {
    let escaped = svg::escape(text);
    // An odd mark stands for itself.
    let marked = |text: &str, mark: char, tag: &str| {
        if !text.matches(mark).count().is_multiple_of(2) {
            return text.to_owned();
        }
        let parts = text.split(mark).enumerate();
        parts.map(|(at, part)| if at % 2 == 0 { part.to_owned() } else { format!("<{tag}>{part}</{tag}>") }).collect()
    };
    if !escaped.matches('`').count().is_multiple_of(2) {
        return escaped;
    }
    let parts = escaped.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 0 { marked(part, '*', "em") } else { format!("<code>{part}</code>") }).collect()
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn marks_become_tags_and_nothing_else_does() {
        assert_eq!(prose("`GET /a*b` is *this*"), "<code>GET /a*b</code> is <em>this</em>");
        assert_eq!(prose("one ` tick, 2 * 3"), "one ` tick, 2 * 3");
        assert_eq!(prose("`<b>` & <i>"), "<code>&lt;b&gt;</code> &amp; &lt;i&gt;");
    }
}
