//! CLI-05: a client that is disabled or inactive.

use postern_model::ClientState;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View, view::holder};

pub(super) const RULE: Rule = Rule {
    id: "CLI-05",
    slug: "not_active",
    title: "a client that is not active",
    severity: Severity::Medium,
    class: Class::Specified,
    remedy: "what helps depends on the state: an inactive client can be set back to `active` or deleted; a disabled one can be neither \
             edited nor deleted, and support alone lifts it",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

const DISABLED: &str = "it cannot be edited (400 `bad.client.state`): if something needs it, ask support why it is disabled and to lift it, \
                        or make a new client with roles and a secret of its own; take this one's roles away, for it cannot be deleted";
const INACTIVE: &str = "if something needs it, set `state` back to `active` while it is there, and ask first who switched it off, and why; \
                        if not, delete it";

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    // One that nobody asks for is no finding once it holds nothing, or will be gone.
    let left = view.off().into_iter().filter(|client| client.date_to_delete.is_none() && !view.held(holder(client)).is_empty());
    for client in view.clients().into_iter().chain(left) {
        let one = format!("/api/v2/oauth/clients/{}", client.id);
        let (text, remedy) = match client.state {
            ClientState::Active => continue,
            ClientState::Disabled => ("is disabled: it gets no tokens, and those that it has are refused", Remedy::text(DISABLED)),
            ClientState::Inactive => (
                "is inactive: it gets no tokens, and is to be deleted",
                Remedy::text(INACTIVE).api(format!("PUT {one} with \"state\": \"active\"\nDELETE {one}")),
            ),
        };
        let held = view.held(holder(client));
        let text = if held.is_empty() { text.to_owned() } else { format!("{text}; it still holds its roles") };
        let hit = Hit::found(client, text).read(format!("`GET {one}`: `state` is `{}`", client.state.name())).remedy(remedy);
        hits.push(if held.is_empty() { hit } else { hit.read(format!("roles: {}", held.join(", "))) });
    }
}
