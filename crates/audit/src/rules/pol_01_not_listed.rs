//! POL-01: a machine client that the policy does not list.

use postern_model::GrantType;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View, view::holder};

pub(super) const RULE: Rule = Rule {
    id: "POL-01",
    slug: "not_listed",
    title: "a machine client that is not on the allow-list",
    severity: Severity::High,
    class: Class::Own,
    remedy: "find out who answers for it; list it in the policy with an owner and a purpose, or delete it",
    reads: &[Needed::Policy, Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.machines().into_iter().filter(|client| view.listed(client).is_none()) {
        let mut hit = Hit::found(client, format!("no `[[client]]` of the policy lists it ({})", client.grant_type.name())).read(format!(
            "`GET /api/v2/oauth/clients`: made on {}, {}",
            client.date_created.date(),
            client.state.name()
        ));
        if client.grant_type == GrantType::ClientCredentials {
            let held = view.held(holder(client));
            hit = hit.read(if held.is_empty() { "it holds no role".to_owned() } else { format!("roles: {}", held.join(", ")) });
        }
        if view.collected().is_some_and(|evidence| evidence.source.reader == Some(client.id)) {
            hit = hit.read("it is the client that this audit reads with");
        }
        let entry = format!("[[client]]\nid = \"{}\"\nowner = \"…\"\npurpose = \"…\"", client.id);
        hits.push(
            hit.remedy(Remedy::text(format!("{}: add\n{entry}", RULE.remedy)).api(format!("DELETE /api/v2/oauth/clients/{}", client.id))),
        );
    }
}
