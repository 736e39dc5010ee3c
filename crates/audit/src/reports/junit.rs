//! JUnit, as CI shows it: a suite a rule, a case a subject. What cannot be told is an error, what somebody put up with is
//! skipped.

use quick_junit::{NonSuccessKind, Report as Junit, TestCase, TestCaseStatus, TestSuite};

use crate::{Finding, RULES, Report};

pub(super) fn render(report: &Report) -> String {
    let mut junit = Junit::new(format!("postern check: {}", report.certificate.organization));
    for rule in RULES {
        let mut suite = TestSuite::new(format!("{} {}", rule.id, rule.title));
        let mut of: Vec<&Finding> = report.findings.iter().filter(|finding| finding.rule == rule.id).collect();
        of.sort_by_key(|finding| &finding.subject);
        for finding in &of {
            suite.add_test_case(case(finding));
        }
        if of.is_empty() {
            let mut passed = TestCase::new(rule.title, TestCaseStatus::success());
            passed.set_classname(rule.id);
            suite.add_test_case(passed);
        }
        junit.add_test_suite(suite);
    }
    // What is written is a string; only an output can fail.
    let text = junit.to_string().unwrap_or_default();
    // The schema that CI systems go by has this number for a suite only; the first is that of all suites.
    let skipped = report.findings.iter().filter(|finding| !finding.is_open()).count();
    text.replacen(&format!(" skipped=\"{skipped}\""), "", 1)
}

fn case(finding: &Finding) -> TestCase {
    let status = match &finding.accepted {
        Some(why) => {
            let mut skipped = TestCaseStatus::skipped();
            skipped.set_message(format!("{}: {why}", finding.text));
            skipped
        }
        None => {
            let kind = if finding.is_found() { NonSuccessKind::Failure } else { NonSuccessKind::Error };
            let mut failed = TestCaseStatus::non_success(kind);
            failed.set_message(finding.text.clone());
            failed.set_type(finding.severity.name());
            let lines = finding.evidence.iter().chain(&finding.path).cloned().chain([format!("to do: {}", finding.remedy.text)]);
            failed.set_description(lines.collect::<Vec<_>>().join("\n"));
            failed
        }
    };
    let mut case = TestCase::new(format!("{}: {}", finding.subject.name, finding.text), status);
    case.set_classname(finding.rule);
    case
}
