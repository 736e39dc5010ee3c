//! Every reason of the browser's side of a sign-in has a page, and every such page a reason.
#![allow(clippy::disallowed_methods, clippy::expect_used, reason = "a test that looks at the repository's files")]

use std::path::Path;

use postern_oauth::authorize::code;

#[test]
fn every_reason_has_a_short_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reasons");
    for code in code::ALL {
        let page = std::fs::read_to_string(folder.join(format!("{code}.md"))).unwrap_or_default();
        assert!(page.starts_with(&format!("# `{code}`\n")) && page.lines().count() <= 25, "{code}");
    }
    let pages = std::fs::read_dir(folder).expect("the folder").filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let pages = pages.filter(|name| name.starts_with("authorize.") || name.starts_with("login."));
    assert_eq!(pages.count(), code::ALL.len(), "a page without a reason");
}
