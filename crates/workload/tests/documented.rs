//! The examples of `docs/WORKLOADS.md` are what is read.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "the documentation of this repository is read")]

use std::collections::BTreeMap;

use postern_catalog::Catalog;
use postern_workload::{Kind, Place, Workload, detect, read, terraform};

/// The fenced blocks of the page, with their languages.
fn blocks() -> Vec<(String, String)> {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/WORKLOADS.md")).unwrap();
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(language), None) => open = Some((language.to_owned(), String::new())),
            (None, Some((_, text))) => *text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    blocks
}

fn shown(workload: &Workload) -> String {
    let place = |place: &Place| match place {
        Place::Unsaid => String::new(),
        Place::Home => " in the home division".to_owned(),
        Place::Division(id) => format!(" in division {id}"),
        Place::Named(name) => format!(" in the division `{name}`"),
        Place::Everywhere => " in every division".to_owned(),
    };
    let needs = workload.needs.iter().map(|need| {
        let operation = Catalog::builtin().operation(need.operation);
        format!("{} {}{}\n", operation.method, operation.path, place(&need.place))
    });
    needs.chain(workload.gaps.iter().map(|gap| format!("gap: {}: {}\n", gap.at, gap.why))).collect()
}

#[test]
fn every_example_is_read_as_the_page_says() {
    let blocks = blocks();
    let mut seen = Vec::new();
    for [(language, text), (next, needs)] in blocks.as_chunks::<2>().0 {
        assert_eq!(next, "needs");
        let kind = match language.as_str() {
            "operations" => Kind::Operations,
            "har" => Kind::Har,
            "log" => Kind::SdkDebug,
            "plan" => Kind::Plan,
            _ => {
                let files: BTreeMap<String, String> = [("main.tf".to_owned(), text.clone())].into();
                assert_eq!(&shown(&terraform::read(Catalog::builtin(), &files, "").workload), needs, "{language}");
                seen.push(language.as_str());
                continue;
            }
        };
        assert_eq!(detect(text), kind);
        assert_eq!(&shown(&read(Catalog::builtin(), text).unwrap()), needs, "{language}");
        seen.push(language.as_str());
    }
    assert_eq!(seen, ["operations", "har", "log", "plan", "hcl"]);
}
