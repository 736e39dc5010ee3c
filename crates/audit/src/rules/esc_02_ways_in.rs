//! ESC-02: a machine client that may change how people come in.

use postern_model::Reach;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View, view::holder};

pub(super) const RULE: Rule = Rule {
    id: "ESC-02",
    slug: "ways_in",
    title: "a machine client that may change how people come in",
    severity: Severity::High,
    class: Class::Specified,
    remedy: "take these permissions out of its role unless its purpose is to manage sign-in",
    reads: &[Needed::Part(Part::Clients), Needed::Part(Part::Grants), Needed::Part(Part::Roles)],
    check,
};

/// What each permission opens (API description).
const WAYS: [(&str, &str); 5] = [
    ("sso:provider:add", "add an identity provider, and sign in through it as anybody"),
    ("sso:provider:edit", "change an identity provider's certificate, or switch single sign-on off"),
    ("sso:provider:delete", "delete an identity provider"),
    ("directory:user:setPassword", "set people's passwords"),
    ("directory:organization:admin", "change authentication settings and the address list"),
];

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for client in view.working() {
        if view.listed(client).is_some_and(|listed| listed.administrator) {
            continue;
        }
        let anywhere = |permission: &str| {
            let id = view.catalog.permission_id(permission);
            id.is_some_and(|id| view.organization.holds(holder(client), id))
                || view.organization.may(view.catalog, holder(client), permission, Reach::All)
        };
        let held: Vec<_> = WAYS.into_iter().filter(|(permission, _)| anywhere(permission)).collect();
        if held.is_empty() {
            continue;
        }
        let ways: Vec<&str> = held.iter().map(|(_, way)| *way).collect();
        let mut hit = Hit::found(client, format!("may {}", ways.join("; ")));
        for (permission, _) in held {
            let roles = view.organization.own_holdings(client.id.uuid());
            let by = view
                .catalog
                .permission_id(permission)
                .and_then(|id| roles.filter(|held| held.role.effective.contains(id)).map(|held| held.role.name.as_str()).next());
            hit = hit.read(format!("`{permission}` by the role `{}`", by.unwrap_or("admin")));
        }
        hits.push(hit);
    }
}
