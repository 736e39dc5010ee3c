//! An identifier that a user can see is a file name.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that looks at the repository's files")]

use std::{collections::BTreeSet, fs, path::Path};

use postern_explain::causes;

fn at(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn names_in(folder: &str, ending: &str) -> BTreeSet<String> {
    let files = fs::read_dir(at(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    files.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
}

#[test]
fn each_cause_is_a_file_and_each_file_a_cause() {
    let files: BTreeSet<String> = names_in("crates/explain/src/causes", ".rs").into_iter().filter(|name| name != "mod").collect();
    assert_eq!(files, causes::ALL.iter().map(|cause| cause.name.replace('-', "_")).collect());
}

#[test]
fn each_cause_has_a_page_that_bears_its_name_and_says_how_it_is_known() {
    assert_eq!(names_in("docs/causes", ".md"), causes::ALL.iter().map(|cause| cause.name.to_owned()).collect());
    for cause in causes::ALL {
        let page = fs::read_to_string(at(&format!("docs/causes/{}.md", cause.name))).unwrap();
        assert!(page.starts_with(&format!("# `{}`\n", cause.name)), "{}", cause.name);
        assert!(page.contains(&format!("**Evidence**: {}", cause.evidence)), "{}: {}", cause.name, cause.evidence);
        assert!(page.contains("\n## When\n") && page.contains("\n## What to do\n"), "{}", cause.name);
    }
}
