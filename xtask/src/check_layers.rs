//! `cargo xtask check-layers`: every dependency between crates of this workspace points the allowed way.
//!
//! The rule, from `docs/ARCHITECTURE.md`: arrows point to lower rings; edges do not see each other, save the few pairs named
//! below; only the binary joins everything; `postern-testkit` is for tests. A new crate gets its line in [`RINGS`] first.

use std::collections::BTreeMap;
use std::process::Command;

use serde::Deserialize;

pub const USAGE: &str = "
    fails if a crate depends on one it must not see";

/// Where a crate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ring {
    /// Rings 0 to 3: pure, each seeing only lower ones.
    Core(u8),
    /// Reaches out of the process: sees the core and no other edge.
    Edge,
    /// The binary: sees the core and every edge.
    Binary,
    /// Sample data and reference implementations: sees the core, and is seen by tests only.
    Testkit,
    /// The maintainers' own tool: sees whatever it needs, and nothing sees it.
    Tool,
}

const RINGS: &[(&str, Ring)] = &[
    ("postern-model", Ring::Core(0)),
    ("postern-catalog", Ring::Core(1)),
    ("postern-oauth", Ring::Core(1)),
    ("postern-saml", Ring::Core(1)),
    ("postern-scim", Ring::Core(1)),
    ("postern-written", Ring::Core(1)),
    ("postern-org", Ring::Core(2)),
    ("postern-decide", Ring::Core(2)),
    ("postern-resources", Ring::Core(2)),
    ("postern-workload", Ring::Core(2)),
    ("postern-explain", Ring::Core(3)),
    ("postern-audit", Ring::Core(3)),
    ("postern-rehearse", Ring::Core(3)),
    ("postern-seed", Ring::Core(3)),
    ("postern-store", Ring::Edge),
    ("postern-cloud", Ring::Edge),
    ("postern-server", Ring::Edge),
    ("postern", Ring::Binary),
    ("postern-testkit", Ring::Testkit),
    ("xtask", Ring::Tool),
];

/// Pairs that may see each other although the rings alone forbid it, each with its reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("postern-server", "postern-store", "the server joins the core to its store"),
    ("postern-resources", "postern-org", "generic entities are part of the organization's value"),
    ("postern-decide", "postern-org", "deciding reads the index of effective permissions that org keeps"),
    ("postern-decide", "postern-resources", "the door must look where the engine will: one function says where things are stored"),
    ("postern-audit", "postern-explain", "what to do about a finding is what the explainer says of the same refusal"),
    ("postern-workload", "postern-decide", "what a workload lacks is what the one decision refuses"),
    ("postern-workload", "postern-org", "whether a workload is covered is asked of the organization's value"),
];

/// A crate of this workspace and the workspace crates it needs outside tests.
#[derive(Debug, PartialEq, Eq)]
struct Crate {
    name: String,
    needs: Vec<String>,
}

/// Reads the workspace and fails with every dependency that points the wrong way, one a line.
///
/// # Errors
/// When `cargo metadata` cannot be run or read, and when the rule is broken.
pub fn run() -> Result<(), String> {
    let crates = read_workspace()?;
    let violations = violations(&crates);
    if violations.is_empty() {
        println!("layers: {} crates, every dependency points the allowed way", crates.len());
        return Ok(());
    }
    Err(violations.join("\n"))
}

fn read_workspace() -> Result<Vec<Crate>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .output()
        .map_err(|error| format!("cannot run `cargo metadata`: {error}"))?;
    if !output.status.success() {
        return Err(format!("`cargo metadata` failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    parse_workspace(&output.stdout)
}

fn parse_workspace(json: &[u8]) -> Result<Vec<Crate>, String> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        dependencies: Vec<Dependency>,
    }
    #[derive(Deserialize)]
    struct Dependency {
        name: String,
        /// `null` for a normal dependency, else `dev` or `build`.
        kind: Option<String>,
        /// Present when the dependency is a folder of this workspace.
        path: Option<String>,
    }

    let metadata: Metadata = serde_json::from_slice(json).map_err(|error| format!("cannot read `cargo metadata`: {error}"))?;
    let crates = metadata.packages.into_iter().map(|package| {
        let needed = package.dependencies.into_iter().filter(|needed| needed.path.is_some() && needed.kind.as_deref() != Some("dev"));
        let mut needs: Vec<String> = needed.map(|needed| needed.name).collect();
        needs.sort();
        needs.dedup();
        Crate { name: package.name, needs }
    });
    Ok(crates.collect())
}

/// One line for each broken rule, in the order of `crates`.
fn violations(crates: &[Crate]) -> Vec<String> {
    let rings: BTreeMap<&str, Ring> = RINGS.iter().copied().collect();
    let mut found = Vec::new();
    for each in crates {
        let Some(&ring) = rings.get(each.name.as_str()) else {
            found.push(format!("`{}` has no ring: give it a line in xtask/src/check_layers.rs", each.name));
            continue;
        };
        for needed in &each.needs {
            let Some(&needed_ring) = rings.get(needed.as_str()) else { continue };
            if !is_exception(&each.name, needed)
                && let Err(reason) = check_arrow(ring, needed_ring)
            {
                found.push(format!("`{}` must not depend on `{needed}`: {reason}", each.name));
            }
        }
    }
    found
}

fn is_exception(from: &str, to: &str) -> bool {
    EXCEPTIONS.iter().any(|(allowed_from, allowed_to, _)| (*allowed_from, *allowed_to) == (from, to))
}

/// Whether a crate of ring `from` may need one of ring `to`; the error says why not.
fn check_arrow(from: Ring, to: Ring) -> Result<(), &'static str> {
    match (from, to) {
        (Ring::Tool, _) => Ok(()),
        (_, Ring::Tool) => Err("xtask is a tool, not a library"),
        (_, Ring::Testkit) => Err("testkit is for tests: make it a dev-dependency"),
        (_, Ring::Binary) => Err("nothing depends on the binary"),
        (Ring::Core(higher), Ring::Core(lower)) if lower < higher => Ok(()),
        (Ring::Core(_), Ring::Core(_)) => Err("arrows point to lower rings"),
        (Ring::Core(_) | Ring::Testkit, Ring::Edge) => Err("the core does not see the edges"),
        (Ring::Edge, Ring::Edge) => Err("edges do not see each other"),
        (Ring::Edge | Ring::Testkit, Ring::Core(_)) | (Ring::Binary, Ring::Core(_) | Ring::Edge) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, needs: &[&str]) -> Vec<String> {
        violations(&[Crate { name: name.to_owned(), needs: needs.iter().map(|&needed| needed.to_owned()).collect() }])
    }

    const NONE: Vec<String> = Vec::new();

    #[test]
    fn a_higher_ring_may_need_a_lower_one() {
        assert_eq!(check("postern-audit", &["postern-decide", "postern-oauth", "postern-model"]), NONE);
    }

    #[test]
    fn a_lower_ring_may_not_need_a_higher_one() {
        assert_eq!(
            check("postern-model", &["postern-catalog"]),
            ["`postern-model` must not depend on `postern-catalog`: arrows point to lower rings"]
        );
    }

    #[test]
    fn crates_of_one_ring_do_not_see_each_other() {
        assert_eq!(
            check("postern-oauth", &["postern-saml"]),
            ["`postern-oauth` must not depend on `postern-saml`: arrows point to lower rings"]
        );
    }

    #[test]
    fn the_named_exceptions_hold_one_way_only() {
        assert_eq!(check("postern-decide", &["postern-resources"]), NONE);
        assert_eq!(
            check("postern-resources", &["postern-decide"]),
            ["`postern-resources` must not depend on `postern-decide`: arrows point to lower rings"]
        );
        assert_eq!(check("postern-audit", &["postern-explain"]), NONE);
        assert_eq!(
            check("postern-explain", &["postern-audit"]),
            ["`postern-explain` must not depend on `postern-audit`: arrows point to lower rings"]
        );
        assert_eq!(check("postern-server", &["postern-store"]), NONE);
        assert_eq!(check("postern-decide", &["postern-org"]), NONE);
        assert_eq!(
            check("postern-store", &["postern-server"]),
            ["`postern-store` must not depend on `postern-server`: edges do not see each other"]
        );
        assert_eq!(
            check("postern-org", &["postern-decide"]),
            ["`postern-org` must not depend on `postern-decide`: arrows point to lower rings"]
        );
    }

    #[test]
    fn edges_see_the_core_and_no_other_edge() {
        assert_eq!(check("postern-cloud", &["postern-model", "postern-org"]), NONE);
        assert_eq!(
            check("postern-cloud", &["postern-store"]),
            ["`postern-cloud` must not depend on `postern-store`: edges do not see each other"]
        );
    }

    #[test]
    fn the_core_does_not_see_the_edges() {
        assert_eq!(
            check("postern-rehearse", &["postern-store"]),
            ["`postern-rehearse` must not depend on `postern-store`: the core does not see the edges"]
        );
    }

    #[test]
    fn the_binary_joins_everything_and_nothing_needs_it() {
        assert_eq!(check("postern", &["postern-server", "postern-store", "postern-cloud", "postern-rehearse", "postern-model"]), NONE);
        assert_eq!(check("postern-server", &["postern"]), ["`postern-server` must not depend on `postern`: nothing depends on the binary"]);
    }

    #[test]
    fn testkit_is_for_tests_and_for_the_tool() {
        assert_eq!(check("postern-testkit", &["postern-decide"]), NONE);
        assert_eq!(check("xtask", &["postern-testkit", "postern-server"]), NONE);
        assert_eq!(
            check("postern", &["postern-testkit"]),
            ["`postern` must not depend on `postern-testkit`: testkit is for tests: make it a dev-dependency"]
        );
    }

    #[test]
    fn a_crate_without_a_ring_is_refused() {
        assert_eq!(check("postern-new", &[]), ["`postern-new` has no ring: give it a line in xtask/src/check_layers.rs"]);
    }

    #[test]
    fn dev_dependencies_and_packages_from_elsewhere_are_left_out() {
        let metadata = br#"{"packages": [{"name": "postern-decide", "dependencies": [
            {"name": "postern-model", "kind": null, "path": "/w/crates/model"},
            {"name": "postern-catalog", "kind": "build", "path": "/w/crates/catalog"},
            {"name": "postern-testkit", "kind": "dev", "path": "/w/crates/testkit"},
            {"name": "serde", "kind": null}
        ]}]}"#;
        assert_eq!(
            parse_workspace(metadata),
            Ok(vec![Crate { name: "postern-decide".to_owned(), needs: vec!["postern-catalog".to_owned(), "postern-model".to_owned()] }])
        );
    }
}
