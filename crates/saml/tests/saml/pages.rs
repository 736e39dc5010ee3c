//! Every reason has a page, a message that meets it, and a short name.

use std::path::Path;

use postern_saml::Code;

#[test]
fn every_reason_has_a_short_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for code in Code::ALL {
        let page = std::fs::read_to_string(root.join(code.page())).unwrap_or_else(|error| panic!("{}: {error}", code.page()));
        assert!(page.starts_with(&format!("# `{code}`\n")) && page.lines().count() <= 25, "{code}");
    }
    let folder = std::fs::read_dir(root.join("docs/reasons")).expect("the folder");
    let pages = folder.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).filter(|name| name.starts_with("saml."));
    assert_eq!(pages.count(), Code::ALL.len(), "a page without a reason");
}

/// The tests name each reason somewhere: in the list of vectors, or by its variant.
#[test]
fn every_reason_is_met_by_a_test() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/saml");
    let text = |path: std::path::PathBuf| std::fs::read_to_string(path).ok();
    let files = std::fs::read_dir(&here).expect("the folder").filter_map(|entry| text(entry.ok()?.path()));
    let tests: String = files.chain(text(here.join("vectors/expected.txt"))).collect();
    // The edge's own are met by its tests.
    let missing = Code::ALL
        .iter()
        .filter(|code| !Code::OF_THE_EDGE.contains(code))
        .filter(|code| !tests.contains(&format!("| {code} |")) && !tests.contains(&format!("Code::{code:?}")));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&Code>::new());
}
