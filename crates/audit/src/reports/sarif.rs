//! SARIF 2.1.0 (OASIS), as code hosts read it: rules, results, suppressions. What cannot be told is a result of kind `open`.

use serde_json::{Value, json};

use super::page;
use crate::{Finding, RULES, Report, Severity};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn render(report: &Report) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "name": rule.slug,
                "shortDescription": { "text": rule.title },
                "help": { "text": rule.remedy, "markdown": format!("{}\n\n[{}]({})", rule.remedy, rule.id, page(rule.id)) },
                "helpUri": page(rule.id),
                "defaultConfiguration": { "level": level(rule.severity) },
                "properties": { "tags": ["security", rule.class.name()], "security-severity": score(rule.severity) },
            })
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "postern",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": "https://github.com/postern-dev/postern",
                "rules": rules,
            } },
            "automationDetails": { "id": format!("postern-check/{}/", report.certificate.organization_id) },
            "columnKind": "unicodeCodePoints",
            "results": report.findings.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn result(finding: &Finding) -> Value {
    let index = RULES.iter().position(|rule| rule.id == finding.rule).unwrap_or_default();
    // A result of another kind than `fail` has no level (§3.27.10).
    let (kind, level) = if finding.is_found() { ("fail", level(finding.severity)) } else { ("open", "none") };
    let message = format!("{}: {}", finding.subject.name, finding.text);
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "kind": kind,
        "level": level,
        "message": { "text": message },
        // Code hosts want a file; what a finding is about stands beside it.
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": "postern.toml" }, "region": { "startLine": 1 } },
            "logicalLocations": [{
                "name": finding.subject.name,
                "fullyQualifiedName": format!("{}/{}", finding.subject.kind, finding.subject.id),
                "kind": finding.subject.kind,
            }],
        }],
        "partialFingerprints": { "postern/v1": finding.fingerprint },
        "properties": {
            "severity": finding.severity.name(),
            "evidenceClass": finding.class.name(),
            "evidence": finding.evidence,
            "remedy": finding.remedy,
            "path": finding.path,
        },
    });
    if let Some(why) = &finding.accepted {
        result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": why }]);
    }
    result
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    }
}

/// What code hosts sort by: 0 to 10.
const fn score(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "2.0",
    }
}
