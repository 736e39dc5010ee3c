//! PERM-01: a client lacks permissions for what it has to be able to do.

use postern_org::Part;
use postern_workload::together;

use super::{Rule, words};
use crate::{
    Class, Hit, Needed, Remedy, Severity, View,
    coverage::{self, Coverage},
    explained,
};

pub(super) const RULE: Rule = Rule {
    id: "PERM-01",
    slug: "not_covered",
    title: "a client that may not do what it has to",
    severity: Severity::Critical,
    class: Class::Specified,
    remedy: "add the permission to a role of the client, or grant it a role that has it; tokens need not be renewed",
    reads: &[Needed::Part(Part::Clients), Needed::Part(Part::Grants), Needed::Part(Part::Roles)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.working() {
        let workload = match coverage::workload(view, client) {
            Ok(workload) => workload,
            Err(why) => {
                let hit = Hit::unknown(client, format!("whether it may do what it has to cannot be told: {why}"));
                hits.push(hit.remedy(Remedy::text(coverage::NAME_IT)));
                continue;
            }
        };
        let mut open = Vec::new();
        for need in &workload.needs {
            let shown = coverage::shown(view, need);
            let hit = match coverage::cover(view, client, need) {
                Coverage::Covered | Coverage::OnlyElsewhere { .. } => continue,
                Coverage::Lacking { words, permissions } => {
                    let names: Vec<String> = permissions.iter().map(|name| format!("`{name}`")).collect();
                    let hit = Hit::found(client, format!("{shown} is refused: {words}"));
                    let hit = if names.is_empty() { hit } else { hit.read(format!("lacks {}", names.join(", "))) };
                    Hit { remedy: explained::refused(view, client, need), ..hit }
                }
                Coverage::CannotTell(why) => {
                    open.push((shown, why));
                    continue;
                }
            };
            hits.push(hit.read(origin(need)));
        }
        hits.extend(together(open).into_iter().map(|text| Hit::unknown(client, text)));
        for gap in &workload.gaps {
            let hit = Hit::unknown(client, format!("a part of its workload could not be read: {}", gap.why));
            hits.push(hit.key([&gap.at, &words(&gap.why)]).read(gap.at.clone()));
        }
    }
}

/// Where a need stands, and whether it is known.
pub(super) fn origin(need: &postern_workload::Need) -> String {
    let inferred = if need.origin.seen { "" } else { " (inferred)" };
    format!("{}: {}{inferred}", need.origin.at, need.origin.what)
}
