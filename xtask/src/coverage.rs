//! The text of `docs/COVERAGE.md`: which operations of the platform API are built.

mod terraform;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use postern_catalog::{Catalog, Operation};

use crate::Fallible;

const HEAD: &str = "\
# Coverage

Written by `cargo xtask generate`.

Every operation is authenticated and authorized. What happens then:

- **built**: it has a handler of its own, with the operation's full semantics;
- **generic**: it is served from the catalogue alone, like every collection without rules of its own;
- **501**: it answers 501 and says its name.

A family is the first segment of the path after `/api/v2/`.

";

/// How the operations of a family are served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    built: usize,
    generic: usize,
    unbuilt: usize,
}

impl Count {
    fn total(self) -> usize {
        self.built + self.generic + self.unbuilt
    }

    fn plus(self, other: Self) -> Self {
        Self { built: self.built + other.built, generic: self.generic + other.generic, unbuilt: self.unbuilt + other.unbuilt }
    }
}

/// The text of `docs/COVERAGE.md`.
pub fn markdown() -> Fallible<String> {
    let catalog = Catalog::builtin();
    let built: BTreeSet<&str> = postern_server::api::built().collect();
    let serves = |operation: &Operation| built.contains(operation.name) || postern_resources::plan(operation.id).is_some();
    let terraform = terraform::markdown(serves, |name| catalog.operation_named(name))?;
    Ok(render(catalog.operations(), &built) + &terraform)
}

fn render(operations: &[Operation], built: &BTreeSet<&str>) -> String {
    let mut families: BTreeMap<&str, Count> = BTreeMap::new();
    for operation in operations {
        let count = families.entry(family(operation)).or_default();
        match (built.contains(operation.name), postern_resources::plan(operation.id)) {
            (true, _) => count.built += 1,
            (false, Some(_)) => count.generic += 1,
            (false, None) => count.unbuilt += 1,
        }
    }
    let total = families.values().fold(Count::default(), |sum, count| sum.plus(*count));
    let mut text = String::from(HEAD);
    text.push_str("| family | operations | built | generic | 501 |\n|---|---:|---:|---:|---:|\n");
    row(&mut text, "**all**", total);
    families.iter().for_each(|(family, count)| row(&mut text, family, *count));
    text.push_str("\n## Built operations\n\n");
    for operation in operations.iter().filter(|operation| built.contains(operation.name)) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "- `{} {}`", operation.method, operation.path);
    }
    text
}

fn family(operation: &Operation) -> &str {
    operation.path.trim_start_matches("/api/v2/").split('/').next().unwrap_or_default()
}

fn row(text: &mut String, family: &str, count: Count) {
    let _ = writeln!(text, "| {family} | {} | {} | {} | {} |", count.total(), count.built, count.generic, count.unbuilt);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_counted_by_family() {
        let catalog = Catalog::builtin();
        let operations: Vec<_> =
            ["get_date", "head_tokens_me", "get_tokens_me"].iter().filter_map(|name| catalog.operation_named(name).cloned()).collect();
        let text = render(&operations, &BTreeSet::from(["get_date", "head_tokens_me"]));
        let table = "| **all** | 3 | 2 | 0 | 1 |\n| date | 1 | 1 | 0 | 0 |\n| tokens | 2 | 1 | 0 | 1 |\n";
        assert!(text.contains(table), "{text}");
        assert!(text.ends_with("## Built operations\n\n- `GET /api/v2/date`\n- `HEAD /api/v2/tokens/me`\n"), "{text}");
    }
}
