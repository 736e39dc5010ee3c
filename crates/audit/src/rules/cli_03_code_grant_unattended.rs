//! CLI-03: a program that acts as a person through the code grant.

use postern_model::GrantType;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "CLI-03",
    slug: "code_grant_unattended",
    title: "a client of the code grant with nobody at the browser",
    severity: Severity::High,
    class: Class::Inferred,
    remedy: "give the program a client of client credentials with roles of its own; where an operation wants a person, sign its account in through the identity provider",
    reads: &[Needed::Part(Part::Clients), Needed::Part(Part::Users)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.clients().into_iter().filter(|client| client.grant_type == GrantType::Code) {
        let Some((why, known)) = view.automation(client) else { continue };
        let text = "acts as a person: its sign-in and its refresh tokens end when they began with a password";
        let hit =
            Hit::found(client, text).read(why).read(format!("`GET /api/v2/oauth/clients/{}`: `authorizedGrantType` is `CODE`", client.id));
        hits.push(if known {
            hit
        } else {
            hit.read("inferred from the client's words; list it in the policy, or leave it if people use it")
        });
    }
}
