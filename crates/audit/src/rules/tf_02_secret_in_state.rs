//! TF-02: the Terraform provider writes a client's secret into the state or a file.

use postern_org::Part;

use super::{Rule, tf_01_self_grant::CLIENT_RESOURCE};
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "TF-02",
    slug: "secret_in_state",
    title: "a Terraform run that leaves a client's secret in the state or a file",
    severity: Severity::High,
    class: Class::Seen,
    remedy: "leave `expose_client_secret` and `directory_client_secret` out; make a new secret outside Terraform and put it into a secret store, or use `integration_credential_name`",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

/// Attributes of the resource that leave a secret behind, and where (the provider's own schema).
const ATTRIBUTES: [(&str, &str); 2] = [("expose_client_secret", "the state"), ("directory_client_secret", "a file")];

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.clients() {
        let Some(workload) = view.workloads.get(&client.id) else { continue };
        let made = workload.needs.iter().filter(|need| {
            need.origin.what.contains(CLIENT_RESOURCE) && view.catalog.operation(need.operation).name == "post_oauth_clients"
        });
        for need in made {
            let read = format!("{}: {}", need.origin.at, need.origin.what);
            match ATTRIBUTES.into_iter().find(|(attribute, _)| need.origin.what.contains(attribute)) {
                Some((attribute, place)) => {
                    let text = format!("`{attribute}` leaves the secret of a new client in {place}");
                    hits.push(Hit::found(client, text).read(read));
                }
                None => {
                    let why = "makes OAuth clients; whether `expose_client_secret` or `directory_client_secret` is set was not read";
                    hits.push(Hit::unknown(client, why).read(read).severity(Severity::Low));
                }
            }
        }
    }
}
