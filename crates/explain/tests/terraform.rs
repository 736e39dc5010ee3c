//! What the real provider printed where it was refused, recorded by `scripts/terraform-record errors`: the right cause comes first.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "recorded texts are read")]

use std::collections::BTreeSet;

use postern_catalog::Catalog;
use postern_explain::{explain, read};

const RECORDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/terraform/");

/// The file, and the cause that must come first.
const FIRST: &[(&str, &str)] = &[
    ("bad-secret", "bad-secret"),
    ("disabled-client", "disabled-client"),
    ("expired-token", "expired-token"),
    ("missing-permission", "missing-permission"),
    ("no-role-at-all", "missing-permission"),
    ("unknown-client", "wrong-region"),
    ("wrong-division", "wrong-division"),
    ("wrong-grant", "wrong-grant"),
    ("wrong-url", "wrong-url"),
];

fn text(file: &str) -> String {
    std::fs::read_to_string(format!("{RECORDED}{file}")).unwrap()
}

#[test]
fn the_right_cause_comes_first() {
    for (name, cause) in FIRST {
        for form in ["txt", "coloured.txt"] {
            let text = text(&format!("{name}.{form}"));
            let seen = read::terraform::read(&text).unwrap_or_else(|misread| panic!("{name}.{form}: {misread}\n{text}"));
            let explained = explain(Catalog::builtin(), &seen[0], None).unwrap();
            let causes: Vec<&str> = explained.causes.iter().map(|cause| &*cause.cause).collect();
            assert_eq!(causes.first(), Some(cause), "{name}.{form}: {causes:?} of {:?}", seen[0]);
        }
    }
}

#[test]
fn frame_and_colour_change_nothing_of_what_is_read() {
    for (name, _) in FIRST {
        let read = |form: &str| {
            let mut seen = read::terraform::read(&text(&format!("{name}.{form}"))).unwrap();
            seen.iter_mut().for_each(|seen| seen.correlation = None);
            seen
        };
        assert_eq!(read("txt"), read("coloured.txt"), "{name}");
    }
}

#[test]
fn every_recorded_text_is_tried() {
    let files = std::fs::read_dir(RECORDED).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<String> = files.filter_map(|file| file.strip_suffix(".coloured.txt").map(str::to_owned)).collect();
    assert_eq!(FIRST.iter().map(|(name, _)| (*name).to_owned()).collect::<BTreeSet<_>>(), names);
}
