//! `docs/OAUTH-CHECKLIST.md` names tests that there are.

use std::{fs, path::PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The cells of each row of the tables.
fn rows(text: &str) -> Vec<[&str; 3]> {
    let lines = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| Item |"));
    let cells = |line| -> Vec<&str> { str::split(line, " | ").map(|cell| cell.trim_matches(['|', ' '])).collect() };
    lines.map(|line| cells(line).try_into().unwrap_or_else(|_| panic!("not three cells: {line}"))).collect()
}

/// Whether a file has a test of this name.
fn is_test(file: &str, name: &str) -> bool {
    let path = if file.starts_with("crates/") { file.to_owned() } else { format!("crates/server/tests/{file}") };
    let text = fs::read_to_string(root().join(path)).unwrap_or_default();
    let marked = |mark: &str, head: &str| text.contains(&format!("{mark}\n{head}fn {name}() {{\n"));
    marked("#[tokio::test]", "async ") || marked("#[test]", "")
}

/// What a cell says wrongly.
fn wrong(cell: &str) -> Vec<String> {
    if cell == "not done" {
        return Vec::new();
    }
    let named = |proof: &str| {
        let (file, name) = proof.strip_prefix('`')?.split_once("` ")?;
        is_test(file, name).then_some(())
    };
    cell.split("; ").filter(|proof| named(proof).is_none()).map(|proof| format!("no test {proof}")).collect()
}

#[test]
fn each_item_is_proved_by_a_test_that_there_is() {
    let text = fs::read_to_string(root().join("docs/OAUTH-CHECKLIST.md")).unwrap();
    let rows = rows(&text);
    assert!(rows.len() > 50, "{}", rows.len());
    let wrong: Vec<String> = rows.iter().flat_map(|[.., proofs]| wrong(proofs)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_test_that_is_not_there_is_noticed() {
    assert_eq!(wrong("`web/pkce.rs` the_challenge_goes_with_the_code"), [""; 0]);
    for cell in ["`web/pkce.rs` the_challenge", "`web/pkce.txt` the_challenge_goes_with_the_code", "the_challenge_goes_with_the_code", ""] {
        assert_eq!(wrong(cell), [format!("no test {cell}")]);
    }
}
