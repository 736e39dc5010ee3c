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
