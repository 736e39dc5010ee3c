//! CSV (RFC 4180): what to do, the worst first, one finding a line, for a spreadsheet.

use super::{open, page};
use crate::{Report, report::one_line};

const HEADER: [&str; 13] =
    ["priority", "rule", "severity", "state", "kind", "subject", "id", "owner", "what", "to do", "who may", "evidence class", "page"];

pub(super) fn render(report: &Report) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // What is written is a list of bytes; only an output can fail.
    let _ = writer.write_record(HEADER);
    for (at, finding) in open(report).into_iter().enumerate() {
        let owner = report.certificate.clients.iter().find(|client| client.id == finding.subject.id);
        let owner = owner.and_then(|client| client.owner.as_deref()).unwrap_or_default();
        let state = if finding.is_found() { "found" } else { "unknown" };
        let fields = [
            &(at + 1).to_string(),
            finding.rule,
            finding.severity.name(),
            state,
            finding.subject.kind,
            &finding.subject.name,
            &finding.subject.id,
            owner,
            &finding.text,
            &finding.remedy.text,
            finding.remedy.may.as_deref().unwrap_or_default(),
            finding.class.name(),
            &page(finding.rule),
        ];
        let _ = writer.write_record(fields.map(harmless));
    }
    // Without the mark spreadsheets take names for another encoding.
    "\u{feff}".to_owned() + &writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// What begins a formula, also in the wide form that some keyboards have.
const BEGINNINGS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text that no spreadsheet takes for a formula, also one whose cells end at semicolons.
fn harmless(text: &str) -> String {
    let text = one_line(text);
    let cells = text.split(';').map(|cell| match cell.trim_start().starts_with(BEGINNINGS) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    });
    cells.collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_name_is_no_formula() {
        let cases = [
            ("=HYPERLINK(\"http://evil\")", "'=HYPERLINK(\"http://evil\")"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t\r\n=1", "'=1"),
            ("＝1", "'＝1"),
            ("name;=1", "name;'=1"),
            ("name; =1", "name;' =1"),
            ("a = b", "a = b"),
            ("one; two-three", "one; two-three"),
        ];
        for (text, expected) in cases {
            assert_eq!(harmless(text), expected);
        }
    }
}
