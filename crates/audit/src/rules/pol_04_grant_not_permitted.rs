//! POL-04: a machine client of a grant that the policy does not permit.

use postern_model::policy::MachineGrant;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "POL-04",
    slug: "grant_not_permitted",
    title: "a machine client of a grant that the policy does not permit",
    severity: Severity::High,
    class: Class::Own,
    remedy: "replace the client by one of a permitted grant, or permit the grant under `[machines]`",
    reads: &[Needed::Policy, Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let Some(permitted) = &view.policy().machine_grants else { return };
    for client in view.clients() {
        let Some(grant) = MachineGrant::of(client.grant_type) else { continue };
        if !permitted.contains(&grant) {
            let hit = Hit::found(client, format!("uses the grant `{}`, which the policy does not permit", client.grant_type.name()));
            hits.push(
                hit.read(format!("`GET /api/v2/oauth/clients/{}`: `authorizedGrantType`", client.id)).read("`grants` under `[machines]`"),
            );
        }
    }
}
