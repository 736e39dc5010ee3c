//! TF-01: the Terraform provider grants roles to whoever runs it, or cannot give what its runner does not hold.

use postern_model::GrantType;
use postern_org::Part;

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

/// The resource whose creation does it.
pub(super) const CLIENT_RESOURCE: &str = "genesyscloud_oauth_client";
const ROLE_RESOURCE: &str = "genesyscloud_auth_role";

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.clients() {
        let Some(workload) = view.workloads.get(&client.id) else { continue };
        let makes = |resource: &str, operation: &str| {
            workload
                .needs
                .iter()
                .find(|need| need.origin.what.contains(resource) && view.catalog.operation(need.operation).name == operation)
        };
        let Some(made) = makes(CLIENT_RESOURCE, "post_oauth_clients") else { continue };
        if client.grant_type != GrantType::ClientCredentials {
            let text = "runs Terraform as a person: making an OAuth client first grants that client's roles to the person, and leaves them";
            let hit = Hit::found(client, text).read(format!("{}: {}", made.origin.at, made.origin.what));
            hits.push(hit.read("seen in the provider: `PUT /api/v2/users/{userId}/roles` before `POST /api/v2/oauth/clients`"));
        } else if makes(ROLE_RESOURCE, "post_authorization_roles").is_some() {
            let text = "makes roles and clients in one run: a client can be given only roles that the pipeline's own client holds (`bad.client.role`)";
            let hit = Hit::found(client, text).read(format!("{}: {}", made.origin.at, made.origin.what));
            hits.push(
                hit.read("seen in the provider, which warns of it; documented: only roles that the caller holds").severity(Severity::Low),
            );
        }
    }
}
