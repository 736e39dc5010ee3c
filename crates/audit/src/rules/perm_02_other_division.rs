//! PERM-02: a client may do what it has to, but in another division.

use postern_org::Part;

use super::{Rule, perm_01_not_covered::origin};
use crate::{
    Class, Hit, Needed, Severity, View,
    coverage::{self, Coverage},
    explained,
};

pub(super) const RULE: Rule = Rule {
    id: "PERM-02",
    slug: "other_division",
    title: "a client that may do what it has to in another division only",
    severity: Severity::Critical,
    class: Class::Inferred,
    remedy: "grant the role in the division where the client works, and take the other grant away if nothing needs it",
    reads: &[Needed::Part(Part::Clients), Needed::Part(Part::Grants), Needed::Part(Part::Roles), Needed::Part(Part::Divisions)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.working() {
        let Ok(workload) = coverage::workload(view, client) else { continue };
        for need in &workload.needs {
            let Coverage::OnlyElsewhere { needed, held } = coverage::cover(view, client, need) else { continue };
            let text = format!("{} is needed in {needed}, and may be done in {} only", coverage::shown(view, need), held.join(", "));
            let hit = Hit::found(client, text).read(origin(need));
            let hit = hit.read("that the permission is looked at per division is inferred from the operations that name it");
            hits.push(Hit { remedy: explained::refused(view, client, need), ..hit });
        }
    }
}
