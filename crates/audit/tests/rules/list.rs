//! The list of rules: every one has its file, its page and its tests, and names what exists.

use std::{collections::BTreeSet, path::Path};

use postern_audit::{RULES, Rule, State};
use postern_catalog::Catalog;
use postern_model::Fact;

use crate::world::World;

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn stem(rule: &Rule) -> String {
    rule.id.to_lowercase().replace('-', "_")
}

#[test]
fn every_rule_has_its_file_its_page_and_tests_that_make_it_fire_and_not_fire() {
    for rule in RULES {
        let source = read(&format!("src/rules/{}_{}.rs", stem(rule), rule.slug));
        assert!(source.starts_with(&format!("//! {}: ", rule.id)), "{}", rule.id);
        let page = read(&format!("../../docs/rules/{}.md", rule.id));
        let head = format!("# {}: {}", rule.id, rule.title);
        let facts = format!("- **Severity**: {}\n- **Evidence**: {}", rule.severity.name(), rule.class.name());
        assert!(page.starts_with(&head) && page.contains(&facts) && page.contains(rule.remedy), "{}: {head}\n{facts}", rule.id);
        let row = format!("| [{0}]({0}.md) | {1} | {2} | {3} |", rule.id, rule.title, rule.severity.name(), rule.class.name());
        assert!(read("../../docs/rules/README.md").contains(&row), "{row}");
        let tests = read(&format!("tests/rules/{}.rs", stem(rule)));
        assert!(tests.contains("fn fires") && tests.contains("fn does_not_fire"), "{}", rule.id);
    }
}

#[test]
fn ids_are_unique_and_no_page_is_left_over() {
    let ids: BTreeSet<&str> = Rule::ids().into_iter().collect();
    assert_eq!(ids.len(), RULES.len());
    let pages = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules")).unwrap();
    let pages: BTreeSet<String> = pages.map(|page| page.unwrap().file_name().into_string().unwrap()).collect();
    let expected: BTreeSet<String> = ids.iter().map(|id| format!("{id}.md")).chain(["README.md".to_owned()]).collect();
    assert_eq!(pages, expected);
}

#[test]
fn nothing_read_is_never_clean() {
    let world = World::new();
    let mut snapshot = world.draft.snapshot(crate::world::NOW);
    (snapshot.roles, snapshot.grants, snapshot.users, snapshot.groups) = (unread(), unread(), unread(), unread());
    (snapshot.clients, snapshot.providers, snapshot.divisions) = (unread(), unread(), unread());
    let organization = postern_org::Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap();
    let mut inputs = world.inputs(&organization);
    (inputs.evidence, inputs.policy) = (None, None);
    for rule in RULES {
        let found = rule.ask(&inputs);
        // The address list is part of the organization's own record, which was read.
        let state = |found: &postern_audit::Finding| matches!(found.state, State::Unknown { .. }) || rule.id == "ORG-01";
        assert!(!found.is_empty() && found.iter().all(state), "{}: {found:?}", rule.id);
    }
}

fn unread<T>() -> Fact<Vec<T>> {
    Fact::Unknown("403".to_owned())
}
