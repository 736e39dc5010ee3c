//! A report in each form, against the published schemas, and with names that mean harm.

use postern_audit::{Report, audit, reports::Format};
use postern_model::{GrantType, Reach};
use serde_json::Value;

use crate::{demo::Demo, world::World};

/// A name that is markup, a formula and a template wherever somebody forgets to escape it.
const EVIL: &str = "=1+1|`<script>alert(1)</script>\"'&{{7*7}}]]>\u{1b}[31m](http://evil.example)";

fn evil() -> Report {
    let mut world = World::new();
    let id = world.machine_with("Sign-in", &["authorization:grant:add", "sso:provider:edit"], Reach::All);
    world.edit_client(id, |client| client.name = EVIL.to_owned());
    let kiosk = world.client("Kiosk", GrantType::Password);
    world.edit_client(kiosk, |client| client.description = Some(EVIL.to_owned()));
    let mut profile = world.draft.profile().clone();
    profile.name = EVIL.to_owned();
    world.draft.put_profile(profile).unwrap();
    world.policy().waivers.push(postern_audit::policy::Waiver {
        rule: "CLI-01".to_owned(),
        subject: "Kiosk".to_owned(),
        reason: EVIL.to_owned(),
        person: "Ada".to_owned(),
        until: "2027-01-01".parse().unwrap(),
        unknown: false,
    });
    audit(&world.inputs(&world.draft))
}

fn demo() -> Report {
    audit(&Demo::new().inputs())
}

/// The schema of SARIF 2.1.0, as the crate `serde-sarif` ships it.
fn sarif_schema() -> Value {
    let run = |program: &str, arguments: &[&str]| std::process::Command::new(program).args(arguments).output().unwrap().stdout;
    let version = String::from_utf8(run("rustc", &["-vV"])).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    // Packages of other platforms may not be on this machine.
    let output = run(env!("CARGO"), &["metadata", "--format-version", "1", "--offline", "--filter-platform", host]);
    let metadata: Value = serde_json::from_slice(&output).unwrap();
    let package = metadata["packages"].as_array().unwrap().iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = std::path::Path::new(package["manifest_path"].as_str().unwrap());
    let text = std::fs::read_to_string(manifest.parent().unwrap().join("src/schema.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    // A pattern of it is no regular expression: it closes a bracket that was never opened.
    for place in ["run", "toolComponent"] {
        schema["definitions"][place]["properties"]["language"].as_object_mut().unwrap().remove("pattern");
    }
    schema
}

fn errors(schema: &Value, instance: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn sarif_is_valid_by_the_published_schema_and_by_the_types_made_from_it() {
    let schema = sarif_schema();
    for report in [demo(), evil()] {
        let text = Format::Sarif.render(&report);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(errors(&schema, &value), Vec::<String>::new());
        let log: serde_sarif::sarif::Sarif = serde_json::from_str(&text).unwrap();
        let results = log.runs[0].results.as_ref().unwrap();
        assert_eq!(results.len(), report.findings.len());
        let suppressed = results.iter().filter(|result| result.suppressions.is_some()).count();
        assert_eq!(suppressed, report.findings.iter().filter(|finding| !finding.is_open()).count());
    }
}

#[test]
fn a_wrong_sarif_would_be_noticed() {
    let mut value: Value = serde_json::from_str(&Format::Sarif.render(&demo())).unwrap();
    value["runs"][0]["results"][0]["level"] = "dreadful".into();
    assert!(!errors(&sarif_schema(), &value).is_empty());
}

#[test]
fn json_is_valid_by_its_schema_and_nothing_is_in_it_that_the_schema_does_not_know() {
    let schema: Value = serde_json::from_str(include_str!("../../../../docs/schema/report.json")).unwrap();
    for report in [demo(), evil()] {
        let value: Value = serde_json::from_str(&Format::Json.render(&report)).unwrap();
        assert_eq!(errors(&schema, &value), Vec::<String>::new());
    }
    let mut value: Value = serde_json::from_str(&Format::Json.render(&demo())).unwrap();
    value["findings"][0]["secret"] = "s".into();
    assert!(!errors(&schema, &value).is_empty());
}

#[test]
fn junit_has_a_suite_a_rule_and_can_be_read_back() {
    for report in [demo(), evil()] {
        let text = Format::Junit.render(&report);
        let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let count = |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).count();
        assert_eq!(count("testsuite"), postern_audit::RULES.len());
        let open = |found: bool| report.findings.iter().filter(|finding| finding.is_open() && finding.is_found() == found).count();
        assert_eq!((count("failure"), count("error")), (open(true), open(false)));
        assert_eq!(count("skipped"), report.findings.iter().filter(|finding| !finding.is_open()).count());
    }
}

/// What `xmllint` says of a report by the schema of the xUnit plugin of Jenkins; `None`: there is no `xmllint` (`libxml2-utils`).
fn by_schema(text: &str) -> Option<String> {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/junit-10.xsd");
    let mut command = std::process::Command::new("xmllint");
    command.args(["--nonet", "--noout", "--schema", schema, "-"]).stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        assert!(std::env::var_os("CI").is_none(), "CI needs xmllint");
        eprintln!("\n!!! SKIPPED: no xmllint (libxml2-utils), JUnit NOT held against its schema !!!\n");
        return None;
    };
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    Some(if output.status.success() { String::new() } else { said })
}

#[test]
fn junit_is_valid_by_the_schema_that_ci_systems_go_by() {
    for report in [demo(), evil()] {
        let text = Format::Junit.render(&report);
        let Some(said) = by_schema(&text) else { return };
        assert_eq!(said, "", "{text}");
        let wrong = by_schema(&text.replacen("<testcase ", "<testcase severity=\"bad\" ", 1));
        assert!(wrong.is_some_and(|said| said.contains("'severity' is not allowed")));
    }
}

#[test]
fn csv_has_a_line_a_finding_and_no_formula() {
    for report in [demo(), evil()] {
        let text = Format::Csv.render(&report);
        assert!(text.starts_with("\u{feff}priority,rule,"), "spreadsheets go by the mark");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), report.findings.iter().filter(|finding| finding.is_open()).count());
        let cells = rows.iter().flatten().flat_map(|field| field.split(';'));
        assert!(cells.clone().count() > rows.len() && cells.clone().all(|cell| !cell.trim_start().starts_with(['=', '+', '-', '@'])));
    }
}

#[test]
fn html_stands_alone_runs_nothing_and_loads_nothing() {
    for report in [demo(), evil()] {
        let page = Format::Html.render(&report);
        assert!(page.contains("default-src 'none'"));
        let lower = page.to_lowercase();
        for forbidden in ["<script", "javascript:", " src=", "<link", "<iframe", "<object", "@import", "url(", " onload", " onerror"] {
            assert!(!lower.contains(forbidden), "{forbidden}");
        }
        // Links lead to the rules' pages and nowhere else; no picture refers to anything.
        for link in lower.split("href=\"").skip(1) {
            assert!(link.starts_with("https://github.com/postern-dev/postern/blob/main/docs/rules/"), "{}", &link[..80]);
        }
        assert_eq!(page.matches("<svg").count(), 3);
        for picture in page.split("<svg").skip(1) {
            let picture = format!("<svg{}</svg>", picture.split("</svg>").next().unwrap());
            roxmltree::Document::parse(&picture).unwrap_or_else(|error| panic!("{error}\n{picture}"));
        }
    }
}

#[test]
fn markdown_and_text_hold_no_markup_of_others() {
    let markdown = Format::Markdown.render(&evil());
    assert!(!markdown.contains("<script") && !markdown.contains("http://evil"), "{markdown}");
    let text = Format::Text.render(&evil());
    assert!(!text.contains('\u{1b}'), "a name must not steer the terminal");
}

#[test]
fn the_demo_organizations_reports_are_as_expected() {
    let report = demo();
    insta::assert_snapshot!("text", without_ids(&report, &Format::Text.render(&report)));
    insta::assert_snapshot!("markdown", without_ids(&report, &Format::Markdown.render(&report)));
    insta::assert_snapshot!("html", without_ids(&report, &Format::Html.render(&report)));
}

/// The blocks of `docs/CHECKING.md` between two marks are what the demo organization's check prints. `UPDATE_DOCS=1` writes them.
#[test]
fn the_guide_shows_what_is_printed() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/CHECKING.md");
    let guide = std::fs::read_to_string(&path).unwrap();
    let demo = Demo::new();
    let report = audit(&demo.inputs());
    let printed = without_ids(&report, &Format::Text.render(&report));
    let inputs = demo.inputs();
    let least = postern_audit::least_privilege(&inputs, demo.client("Collections dialler")).unwrap();
    let expected = with_block(&guide, "output", &printed);
    let expected = with_block(&expected, "least", &least.text(&postern_audit::View::new(&inputs)));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &expected).unwrap();
        return;
    }
    assert!(guide == expected, "docs/CHECKING.md is not what is printed; run this test with UPDATE_DOCS=1");
}

fn with_block(text: &str, name: &str, block: &str) -> String {
    let (begin, end) = (format!("<!-- {name}:begin -->\n"), format!("<!-- {name}:end -->"));
    let (before, rest) = text.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    format!("{before}{begin}```text\n{block}```\n{end}{after}")
}

/// Ids follow from how the sample is made; they say nothing.
fn without_ids(report: &Report, text: &str) -> String {
    let ids = report.certificate.clients.iter().map(|client| &client.id).chain(report.findings.iter().map(|finding| &finding.subject.id));
    let mut ids: Vec<&String> = ids.filter(|id| id.len() == 36).collect();
    ids.sort();
    ids.dedup();
    ids.iter().fold(text.to_owned(), |text, id| text.replace(id.as_str(), "{id}"))
}
