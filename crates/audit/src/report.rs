//! The audit's answer: the certificate, every finding, and what was put up with.

use std::collections::BTreeSet;

use postern_model::{Timestamp, evidence::SourceKind};
use serde::Serialize;

use crate::{Certificate, Finding, Inputs, Severity, View, certificate, policy::waive, rules};

/// The answer of an audit.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The form's version; 1. `docs/schema/report.json` describes it.
    pub version: u32,
    /// When it was made.
    pub now: Timestamp,
    /// Where the organization was read, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Place>,
    /// The certificate.
    pub certificate: Certificate,
    /// Every finding: rule by rule, then in order of subjects.
    pub findings: Vec<Finding>,
    /// What the pictures of a report show.
    pub pictures: Pictures,
}

/// Where an organization was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// `region`, `address` or `local`.
    pub kind: SourceKind,
    /// The API host.
    pub host: String,
    /// How many days of usage were asked for.
    pub window_days: u32,
}

/// What the pictures of a report show: who holds what where, and how much of it is used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pictures {
    /// Each machine client.
    pub clients: Vec<Drawn>,
}

/// A machine client in the pictures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Drawn {
    /// Its name.
    pub name: String,
    /// Each role and where it reaches.
    pub reaches: Vec<(String, String)>,
    /// How many permissions it holds.
    pub held: usize,
    /// How many of those its workload names; absent: not known.
    pub needed: Option<usize>,
    /// How it could come to an administrator's power, step by step: from, to, by.
    pub escalation: Vec<(String, String, String)>,
}

/// Exit codes of `postern check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing open.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// Something could not be told.
    Unknown = 3,
    /// A waiver has expired.
    ExpiredWaiver = 4,
}

/// Audits an organization.
pub fn audit(inputs: &Inputs<'_>) -> Report {
    let view = View::new(inputs);
    let mut findings = rules::run(&view);
    waive(&mut findings, &view.policy().waivers, inputs.now);
    let source = inputs.evidence.map(|evidence| Place {
        kind: evidence.source.kind,
        host: evidence.source.host.clone(),
        window_days: evidence.window_days,
    });
    let certificate = certificate::certify(&view, &findings);
    Report { version: 1, now: inputs.now, source, certificate, findings, pictures: crate::pictures::draw(&view) }
}

impl Report {
    /// Takes what a baseline has for known: the fingerprint is the first word of a line, `#` begins a comment.
    pub fn accept(&mut self, baseline: &str) {
        let known: BTreeSet<&str> =
            baseline.lines().filter_map(|line| line.split_whitespace().next()).filter(|word| !word.starts_with('#')).collect();
        for finding in self.findings.iter_mut().filter(|finding| finding.accepted.is_none()) {
            // That a waiver has expired is never old news.
            if known.contains(finding.fingerprint.as_str()) && finding.rule != "POL-06" {
                finding.accepted = Some("in the baseline".to_owned());
            }
        }
        self.certificate.count(&self.findings);
    }

    /// A baseline of what is open now.
    pub fn baseline(&self) -> String {
        let mut text = String::from("# Findings that are known. A line that is deleted counts again.\n");
        let open = self.findings.iter().filter(|finding| finding.is_open() && finding.rule != "POL-06");
        let lines: BTreeSet<String> =
            open.map(|finding| format!("{} {} {}\n", finding.fingerprint, finding.rule, one_line(&finding.subject.name))).collect();
        lines.iter().for_each(|line| text.push_str(line));
        text
    }

    /// How it ends, where findings from `fail_on` up count.
    pub fn outcome(&self, fail_on: Severity) -> Outcome {
        let mut open = self.findings.iter().filter(|finding| finding.is_open());
        if open.clone().any(|finding| finding.rule == "POL-06" && finding.is_found()) {
            return Outcome::ExpiredWaiver;
        }
        if open.clone().any(|finding| finding.is_found() && finding.severity >= fail_on) {
            return Outcome::Findings;
        }
        match open.any(|finding| !finding.is_found() && finding.severity >= fail_on) {
            true => Outcome::Unknown,
            false => Outcome::Clean,
        }
    }
}

/// A name without line breaks.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
