//! CLI-12: a client of another organization was let in here, and nobody answers for it.

use postern_model::{ClientState, Id};
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, Subject, View};

pub(super) const RULE: Rule = Rule {
    id: "CLI-12",
    slug: "let_in_from_outside",
    title: "a client of another organization that was let in and is not on the allow-list",
    severity: Severity::High,
    class: Class::Specified,
    remedy: "find out who let it in and who uses it; list it in the policy with an owner and a purpose, or have its authorization withdrawn",
    reads: &[Needed::Policy, Needed::Part(Part::Clients), Needed::Authorizations],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for authorization in view.let_in().filter(|authorization| !view.policy().clients.iter().any(|listed| listed.lets_in(authorization))) {
        let name = authorization.name.as_deref().filter(|name| !name.is_empty()).unwrap_or(&authorization.client);
        let subject = Subject::new("client", &authorization.client, name);
        let off = match authorization.client_state {
            Some(state @ (ClientState::Disabled | ClientState::Inactive)) => format!("; its own state is `{}`", state.name()),
            Some(ClientState::Active) | None => String::new(),
        };
        let text = format!("is not of this organization, may act here for its people, and no `[[client]]` of the policy lists it{off}");
        let state = authorization.state.as_deref().map_or("its state is not shown".to_owned(), |state| format!("`state` is `{state}`"));
        let hit = Hit::found(subject, text)
            .read(format!("`GET /api/v2/oauth/authorizations`: {state}"))
            .read("that a client which is not among this organization's own is another's is inferred");
        let id = Id::<postern_model::Client>::parse(&authorization.client);
        let key = id.map_or_else(|| format!("name = \"{}\"", name.escape_default()), |id| format!("id = \"{id}\""));
        let entry = format!("[[client]]\n{key}\nowner = \"…\"\npurpose = \"…\"");
        hits.push(hit.remedy(Remedy::text(format!("{}; to list it, add\n{entry}", RULE.remedy))));
    }
}
