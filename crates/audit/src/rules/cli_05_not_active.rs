//! CLI-05: a client that is disabled or inactive.

use postern_model::ClientState;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View, explained, view::holder};

pub(super) const RULE: Rule = Rule {
    id: "CLI-05",
    slug: "not_active",
    title: "a client that is not active",
    severity: Severity::Medium,
    class: Class::Specified,
    remedy: "if something needs it, switch it on again. If not: an inactive one can be deleted; from one that is disabled take the roles away, for \
             it can be neither edited nor deleted",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    // One that nobody asks for is no finding once it holds nothing, or will be gone.
    let left = view.off().into_iter().filter(|client| client.date_to_delete.is_none() && !view.held(holder(client)).is_empty());
    for client in view.clients().into_iter().chain(left) {
        let text = match client.state {
            ClientState::Active => continue,
            ClientState::Disabled => "is disabled: it gets no tokens, and those that it has are refused",
            ClientState::Inactive => "is inactive: it gets no tokens, and is to be deleted",
        };
        let held = view.held(holder(client));
        let text = if held.is_empty() { text.to_owned() } else { format!("{text}; it still holds its roles") };
        let hit = Hit::found(client, text).read(format!("`GET /api/v2/oauth/clients/{}`: `state` is `{}`", client.id, client.state.name()));
        let advice = explained::advice(view, "disabled-client", explained::token_request(client));
        let hit = Hit { remedy: advice.map(Remedy::text), ..hit };
        hits.push(if held.is_empty() { hit } else { hit.read(format!("roles: {}", held.join(", "))) });
    }
}
