//! CLI-06: a client that will be gone on a day that is set.

use postern_model::Client;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "CLI-06",
    slug: "to_be_deleted",
    title: "a client that is to be deleted",
    severity: Severity::High,
    class: Class::Specified,
    remedy: "restore it before that day if something needs it; integrations that hold its credentials break along with it",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let integrations = view.collected().and_then(|evidence| evidence.integrations.known());
    let used = |client: &&Client| integrations.is_some_and(|all| all.iter().any(|integration| integration.client == Some(client.id)));
    for client in view.clients().into_iter().chain(view.off().into_iter().filter(used)) {
        let Some(day) = client.date_to_delete else { continue };
        let mut hit = Hit::found(client, format!("will be gone on {}", day.date()))
            .read(format!("`GET /api/v2/oauth/clients/{}`: `dateToDelete`", client.id));
        for integration in integrations.into_iter().flatten().filter(|integration| integration.client == Some(client.id)) {
            hit = hit.read(format!("the integration `{}` holds its credentials", integration.name));
        }
        hits.push(hit);
    }
}
