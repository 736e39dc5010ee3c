//! TF-01: the Terraform provider grants roles to whoever runs it, or cannot give what its runner does not hold.

use postern_model::GrantType;
use postern_org::Part;
use postern_workload::effects::Effect;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "TF-01",
    slug: "self_grant",
    title: "a Terraform run that gives roles to whoever runs it",
    severity: Severity::Medium,
    class: Class::Seen,
    remedy: "run Terraform with a client of client credentials that holds the roles which it puts on clients; make new roles in a run of their own",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.clients() {
        let effects = view.effects.get(&client.id).map_or(&[][..], Vec::as_slice);
        let Some(made) = effects.iter().find(|effect| effect.effect == Effect::RolesForRunner) else { continue };
        let read = format!("{}: {}", made.at, made.resource);
        if client.grant_type != GrantType::ClientCredentials {
            let text = "runs Terraform as a person: making an OAuth client first grants that client's roles to the person, and leaves them";
            let source = "seen in the provider: `PUT /api/v2/users/{userId}/roles` before `POST /api/v2/oauth/clients`";
            hits.push(Hit::found(client, text).read(read).read(source));
            continue;
        }
        let needs = view.workloads.get(&client.id).map_or(&[][..], |workload| &workload.needs);
        if needs.iter().any(|need| view.catalog.operation(need.operation).name == "post_authorization_roles") {
            let text = "makes roles and clients in one run: a client can be given only roles that the pipeline's own client holds (`bad.client.role`)";
            let source = "seen in the provider, which warns of it; documented: only roles that the caller holds";
            hits.push(Hit::found(client, text).read(read).read(source).severity(Severity::Low));
        }
    }
}
