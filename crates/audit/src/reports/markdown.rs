//! Markdown: the certificate and the findings, as a pull request or a wiki shows them.

use std::fmt::Write;

use super::{clients_line, findings_line, open, page};
use crate::{Report, report::one_line};

pub(super) fn render(report: &Report) -> String {
    let certificate = &report.certificate;
    let mut text = String::new();
    let cell = |text: &str| escape(&one_line(text));
    // Writing to a string cannot fail.
    let _ = writeln!(text, "# Machine access of {}\n", cell(&certificate.organization));
    let _ = writeln!(text, "- Organization: `{}`, on {}", certificate.organization_id, certificate.date.date());
    if let Some(source) = &report.source {
        let _ = writeln!(text, "- Read from: {}, usage of {} days", cell(&source.host), source.window_days);
    }
    let sso = &certificate.single_sign_on;
    let _ = writeln!(text, "- Single sign-on as the only way in: **{}**; {}", sso.state.words(), sso.how);
    let _ = writeln!(text, "- Machine clients: {}", clients_line(report));
    let _ = writeln!(text, "- Findings: {}", findings_line(report));
    for why in &certificate.incomplete {
        let _ = writeln!(text, "- **Not complete**: {}", cell(why));
    }
    for note in &certificate.notes {
        let _ = writeln!(text, "- {}", cell(note));
    }
    text.push_str("\n## Machine clients\n\n| client | grant | owner | verdict | because |\n|---|---|---|---|---|\n");
    for client in &certificate.clients {
        let because: Vec<String> = client.reasons().map(|why| cell(&why)).collect();
        let owner = client.owner.as_deref().unwrap_or("not listed");
        let _ = writeln!(
            text,
            "| {} | {} | {} | **{}** | {} |",
            cell(&client.name),
            client.grant,
            cell(owner),
            client.words(),
            because.join("<br>")
        );
    }
    text.push_str("\n## Findings\n\n| rule | severity | subject | what | to do | evidence |\n|---|---|---|---|---|---|\n");
    for finding in open(report) {
        let severity =
            if finding.is_found() { finding.severity.name().to_owned() } else { format!("unknown ({})", finding.severity.name()) };
        let what: Vec<String> = [&finding.text].into_iter().chain(&finding.path).map(|text| cell(text)).collect();
        let _ = writeln!(
            text,
            "| [{}]({}) | {severity} | {} | {} | {} | {} |",
            finding.rule,
            page(finding.rule),
            cell(&finding.subject.name),
            what.join("<br>"),
            cell(&finding.remedy.text),
            finding.class.name()
        );
    }
    let accepted: Vec<_> = report.findings.iter().filter(|finding| !finding.is_open()).collect();
    if !accepted.is_empty() {
        text.push_str("\n## Accepted\n\n| rule | subject | why |\n|---|---|---|\n");
        for finding in accepted {
            let _ = writeln!(
                text,
                "| {} | {} | {} |",
                finding.rule,
                cell(&finding.subject.name),
                cell(finding.accepted.as_deref().unwrap_or_default())
            );
        }
    }
    text
}

/// A text in which nothing is Markdown or HTML but code between backticks, and nothing ends a cell of a table.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // An odd backtick would swallow what follows.
    let code = text.matches('`').count().is_multiple_of(2);
    let mut inside = false;
    for char in text.chars() {
        match char {
            '`' if code => {
                inside = !inside;
                escaped.push('`');
            }
            '|' => escaped.push_str("\\|"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' if !inside => escaped.push_str("&amp;"),
            '*' | '_' | '[' | ']' | '\\' | '`' | '#' | '!' if !inside => escaped.extend(['\\', char]),
            // No address of others becomes a link by itself.
            ':' if !inside && text.contains("://") => escaped.push_str("&#58;"),
            _ => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn a_name_is_no_markup() {
        assert_eq!(escape("[x](http://evil) <img> a|b"), "\\[x\\](http&#58;//evil) &lt;img&gt; a\\|b");
        assert_eq!(escape("one ` tick"), "one \\` tick");
        assert_eq!(escape("`GET /a_b`: *x*"), "`GET /a_b`: \\*x\\*");
    }
}
