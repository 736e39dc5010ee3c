//! CLI-07: whoever made a client is gone.

use postern_model::{Id, UserState};
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "CLI-07",
    slug: "creator_gone",
    title: "a client whose author is gone",
    severity: Severity::Medium,
    class: Class::Specified,
    remedy: "find out who answers for it, and give it a new secret: whoever made it has seen the old one",
    reads: &[Needed::Part(Part::Clients), Needed::Part(Part::Users)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.clients() {
        let Some(author) = client.created_by else { continue };
        if view.organization.client(Id::new(author)).is_some() {
            continue;
        }
        let (name, gone) = match view.organization.user(Id::new(author)) {
            Some(user) if user.state == UserState::Active => continue,
            Some(user) => (format!("`{}`", user.name), user.state.name()),
            None => (author.to_string(), "not among the people of this organization"),
        };
        let hit = Hit::found(client, format!("was made by {name}, who is {gone}"));
        hits.push(hit.read(format!("`GET /api/v2/oauth/clients/{}`: `createdBy`", client.id)));
    }
}
