//! PERM-04: a client holds permissions that nothing it does needs.

use postern_model::PermissionSet;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View, coverage, view::holder};

pub(super) const RULE: Rule = Rule {
    id: "PERM-04",
    slug: "not_needed",
    title: "a client that may do more than it needs",
    severity: Severity::Medium,
    class: Class::Inferred,
    remedy: "give it a role of its own with what it needs: `postern check --least-privilege` writes one and proves it",
    reads: &[Needed::Part(Part::Clients), Needed::Part(Part::Grants), Needed::Part(Part::Roles)],
    check,
};

/// The most names that one finding lists.
const MOST: usize = 6;

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.working() {
        let held = view.organization.effective(holder(client), None).anywhere;
        if held.is_empty() {
            continue;
        }
        let workload = match coverage::workload(view, client) {
            Ok(workload) => workload,
            Err(why) => {
                let hit = Hit::unknown(client, format!("whether it needs its {} permissions cannot be told: {why}", held.len()));
                hits.push(hit.remedy(Remedy::text(coverage::NAME_IT)));
                continue;
            }
        };
        let listed = workload.needs.iter().flat_map(|need| view.catalog.operation(need.operation).permissions).copied();
        let needed: PermissionSet = listed.collect();
        let idle: Vec<&str> = held.iter().filter(|id| !needed.contains(*id)).map(|id| view.catalog.permission(id).name).collect();
        if idle.is_empty() {
            continue;
        }
        let names: Vec<String> = idle.iter().take(MOST).map(|name| format!("`{name}`")).collect();
        let more = if idle.len() > MOST { ", …" } else { "" };
        let text = format!("nothing that it does needs {} of its {} permissions: {}{more}", idle.len(), held.len(), names.join(", "));
        let hit = Hit::found(client, text).key(&idle).read(format!("{} operations of its workload", workload.needs.len()));
        let hit = if workload.gaps.is_empty() {
            hit
        } else {
            hit.read(format!("{} parts of the workload could not be read", workload.gaps.len()))
        };
        hits.push(if idle.len() * 2 > held.len() { hit } else { hit.severity(Severity::Low) });
    }
}
