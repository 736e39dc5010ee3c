//! For a terminal: the certificate, then the open findings.

use std::fmt::Write;

use super::{clients_line, findings_line, open};
use crate::{Report, report::one_line};

pub(super) fn render(report: &Report) -> String {
    let certificate = &report.certificate;
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{} ({}), {}", one_line(&certificate.organization), certificate.organization_id, certificate.date.date());
    if let Some(source) = &report.source {
        let _ = writeln!(text, "read from {}, usage of {} days", source.host, source.window_days);
    }
    let _ = writeln!(text, "single sign-on as the only way in: {}", certificate.single_sign_on.state.words());
    let _ = writeln!(text, "  {}", certificate.single_sign_on.how);
    for why in &certificate.incomplete {
        let _ = writeln!(text, "not complete: {why}");
    }
    for note in &certificate.notes {
        let _ = writeln!(text, "{}", one_line(note));
    }
    let _ = writeln!(text, "\nmachine clients: {}", clients_line(report));
    for client in &certificate.clients {
        let _ = writeln!(text, "  {:<16} {} ({})", client.words(), one_line(&client.name), client.grant);
        client.reasons().for_each(|why| _ = writeln!(text, "                   {why}"));
    }
    let _ = writeln!(text, "\nfindings: {}", findings_line(report));
    for finding in open(report) {
        let kind = if finding.is_found() { finding.severity.name() } else { "unknown" };
        let _ = writeln!(text, "  {:<8} {:<7} {}: {}", kind, finding.rule, one_line(&finding.subject.name), finding.text);
        finding.path.iter().for_each(|step| _ = writeln!(text, "                   {step}"));
    }
    // A name must not steer the terminal.
    text.chars().filter(|char| !char.is_control() || *char == '\n').collect()
}
