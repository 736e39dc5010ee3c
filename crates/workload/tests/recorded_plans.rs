//! Plans of the real provider, recorded by `scripts/terraform-record plans`: what is read of a plan covers what planning and applying it
//! called.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "recorded plans are read")]

use std::collections::BTreeSet;

use postern_catalog::{Catalog, Route};
use postern_workload::plan;
use serde_json::Value;

const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../rehearse/tests/plans/");

fn text(name: &str) -> String {
    std::fs::read_to_string(format!("{PLANS}{name}.json")).unwrap()
}

fn names() -> BTreeSet<String> {
    let files = std::fs::read_dir(PLANS).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    files.filter_map(|file| file.strip_suffix(".after.json").map(str::to_owned)).collect()
}

/// The operations that planning and applying a plan called.
fn called(name: &str) -> BTreeSet<&'static str> {
    let catalog = Catalog::builtin();
    let after: Value = serde_json::from_str(&text(&format!("{name}.after"))).unwrap();
    let calls = after["calls"].as_array().unwrap().iter().map(|call| call.as_str().unwrap().split_once(' ').unwrap());
    let operation = |(method, path)| match catalog.route(method, path) {
        Route::Found { operation, .. } => catalog.operation(operation).name,
        other => panic!("{name}: {method} {path}: {other:?}"),
    };
    calls.map(operation).collect()
}

#[test]
fn what_was_called_is_in_the_workload() {
    assert!(names().len() >= 10);
    for name in names() {
        let workload = plan::read(Catalog::builtin(), &text(&name)).unwrap();
        let needed: BTreeSet<&str> = workload.needs.iter().map(|need| Catalog::builtin().operation(need.operation).name).collect();
        let missed: Vec<&str> = called(&name).into_iter().filter(|operation| !needed.contains(operation)).collect();
        assert_eq!(missed, Vec::<&str>::new(), "{name}: called and not read of the plan");
        assert_eq!(workload.gaps, [], "{name}");
    }
}
