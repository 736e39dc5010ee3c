//! CLI-10: scopes that do not exist, or that mean nothing where they stand.

use postern_model::GrantType;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "CLI-10",
    slug: "unknown_scopes",
    title: "a scope that does not exist, or that has no effect",
    severity: Severity::Low,
    class: Class::Specified,
    remedy: "take the scope out; scopes are a family or a family with `:readonly`, and what a machine may do comes from its roles",
    reads: &[Needed::Part(Part::Clients)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.clients() {
        let read = format!("`GET /api/v2/oauth/clients/{}`: `scope`", client.id);
        if client.grant_type == GrantType::ClientCredentials && !client.scope.is_empty() {
            let text = "has scopes, which do not apply to client credentials: they neither give nor take anything";
            hits.push(Hit::found(client, text).read(read.clone()));
        }
        for scope in client.scope.iter().filter(|scope| !view.catalog.scopes().iter().any(|known| known.name == scope.as_str())) {
            let permission = view.catalog.permission_id(scope).is_some();
            let hint = if permission { "; that is the name of a permission" } else { "" };
            hits.push(Hit::found(client, format!("the scope `{scope}` does not exist{hint}")).read(read.clone()));
        }
    }
}
