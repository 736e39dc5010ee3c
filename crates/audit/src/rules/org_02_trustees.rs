//! ORG-02: people of other organizations come in by their own organization's rules.

use super::Rule;
use crate::{Class, Hit, Needed, Severity, Subject, View};

pub(super) const RULE: Rule = Rule {
    id: "ORG-02",
    slug: "trustees",
    title: "people of another organization come in past the switch",
    severity: Severity::Medium,
    class: Class::Inferred,
    remedy: "end pairings that nobody needs; for the others, ask how their people sign in at home",
    reads: &[Needed::Trustees],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let trustees = view.collected().and_then(|evidence| evidence.trustees.known()).map_or(&[][..], Vec::as_slice);
    let live = trustees.iter().filter(|trustee| trustee.enabled && trustee.expires.is_none_or(|end| end > view.now));
    for trustee in live {
        let name = trustee.name.clone().unwrap_or_else(|| trustee.organization.to_string());
        let ends = trustee.expires.map_or("it has no end".to_owned(), |end| format!("it ends on {}", end.date()));
        let reach = if trustee.full_access { "; they reach everything" } else { "" };
        let text =
            format!("its people sign in at home, so this organization's switch, passwords and second factor do not bind them{reach}");
        let hit = Hit::found(Subject::new("trustee", trustee.organization, name), text);
        let hit = hit.read(format!("`GET /api/v2/orgauthorization/trustees`: the pairing is enabled, {ends}"));
        hits.push(if trustee.full_access { hit.severity(Severity::High) } else { hit });
    }
}
