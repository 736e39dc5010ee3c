//! What changes about who may call what.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::facts::{Facts, Row};

/// Operations added, removed, and changed in permissions, scopes or kind of caller; nothing else is compared.
pub fn report(old: &Facts, new: &Facts) -> String {
    let (old, new) = (by_place(old), by_place(new));
    let places: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let (mut counts, mut text) = ([0; 3], String::new());
    for place in places {
        let (kind, lines) = match (old.get(place), new.get(place)) {
            (None, Some((name, row))) => {
                (0, vec![format!("+ {} ({name}): {}", row.at, facts(row).map(|(label, fact)| format!("{label} {fact}")).join("; "))])
            }
            (Some((name, row)), None) => (1, vec![format!("- {} ({name})", row.at)]),
            (Some((_, before)), Some((name, after))) => (2, changes(name, before, after)),
            (None, None) => continue,
        };
        counts[kind] += usize::from(!lines.is_empty());
        lines.iter().for_each(|line| {
            let _ = writeln!(text, "{line}");
        });
    }
    let [added, removed, changed] = counts;
    format!("{added} added, {removed} removed, {changed} changed\n{text}")
}

fn by_place(facts: &Facts) -> BTreeMap<String, (&String, &Row)> {
    facts.operations.iter().map(|(name, row)| (row.place(), (name, row))).collect()
}

fn changes(name: &str, before: &Row, after: &Row) -> Vec<String> {
    let pairs = facts(before).into_iter().zip(facts(after));
    let changed = pairs.filter(|((_, before), (_, after))| before != after);
    let lines: Vec<String> = changed.map(|((label, before), (_, after))| format!("    {label}: {before} -> {after}")).collect();
    let head = (!lines.is_empty()).then(|| format!("~ {} ({name})", after.at));
    head.into_iter().chain(lines).collect()
}

/// What is compared, in words; the order of names does not matter.
fn facts(row: &Row) -> [(&'static str, String); 3] {
    let sorted = |names: &[String]| names.iter().map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ");
    let permissions = match row.permissions.as_slice() {
        [] => row.need.clone(),
        names => format!("{} of {}", row.need, sorted(names)),
    };
    let scopes = match row.scopes.as_deref() {
        None => "unknown".to_owned(),
        Some([]) => "none".to_owned(),
        Some(names) => sorted(names),
    };
    let caller = if row.user_context { "with a user" } else { "any" };
    [("permissions", permissions), ("scopes", scopes), ("caller", caller.to_owned())]
}
