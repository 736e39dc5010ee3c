//! The part of `docs/COVERAGE.md` about the Terraform provider: how far each resource and data source gets.

use std::fmt::Write;

use indexmap::IndexMap;
use postern_catalog::Operation;
use serde::Deserialize;

use crate::Fallible;

const HEAD: &str = "
## Resources of the Terraform provider

What each resource and data source of `mypurecloud/genesyscloud` (v1.84.1) asks of the API by its own documentation, and
whether it is served here:

- **works**: every operation is served;
- **partial**: some are; those that are not answer 501 and stand beside it;
- **501**: none is.

Served is not the same as proven: which of the provider's own acceptance tests pass is in [TERRAFORM.md](TERRAFORM.md).

";

/// What is read of one line of `crates/workload/provider.toml`.
#[derive(Deserialize)]
struct Asks {
    operations: Vec<String>,
    /// What its documentation names and the API description does not have: no operation at all, so it counts for nothing.
    #[serde(default)]
    unknown: Vec<String>,
}

/// The text, by `serves`, which says whether an operation is served, and `named`, which finds one.
pub fn markdown<'o>(serves: impl Fn(&Operation) -> bool, named: impl Fn(&str) -> Option<&'o Operation>) -> Fallible<String> {
    let types: IndexMap<String, Asks> = toml::from_str(include_str!("../../../crates/workload/provider.toml"))?;
    let mut rows = String::new();
    let mut counts = IndexMap::from([("works", 0), ("partial", 0), ("501", 0)]);
    let mut asked = std::collections::BTreeMap::new();
    for (name, asks) in &types {
        let operations = asks.operations.iter().map(|name| named(name).ok_or_else(|| format!("no operation is called `{name}`")));
        let operations: Vec<&Operation> = operations.collect::<Result<_, _>>()?;
        asked.extend(operations.iter().map(|operation| (operation.id, serves(operation))));
        let lacking: Vec<&&Operation> = operations.iter().filter(|operation| !serves(operation)).collect();
        let state = match lacking.len() {
            0 => "works",
            all if all == operations.len() => "501",
            _ => "partial",
        };
        *counts.entry(state).or_default() += 1;
        let lacking: Vec<String> = lacking.iter().map(|operation| format!("`{} {}`", operation.method, operation.path)).collect();
        let ghosts = asks.unknown.iter().map(|ghost| format!("`{ghost}` is not in the API description"));
        let note = lacking.into_iter().chain(ghosts).collect::<Vec<_>>().join(", ");
        // Writing to a `String` cannot fail.
        let _ = writeln!(rows, "| {} | {} | {state} | {note} |", name.replacen("data.", "data ", 1), asks.operations.len());
    }
    let served = asked.values().filter(|served| **served).count();
    let sum: Vec<String> = counts.iter().map(|(state, count)| format!("{count} {state}")).collect();
    let head = format!(
        "{HEAD}Of {} operations that they name {served} are served; of {} resources and data sources: {}.\n\n",
        asked.len(),
        types.len(),
        sum.join(", ")
    );
    Ok(head + "| resource or data source | operations | state | what is missing |\n|---|---:|---|---|\n" + &rows)
}
