//! The least role that collects everything: worked out from what is read and the catalogue, so that it cannot go stale.

use std::{collections::BTreeMap, fmt::Write};

use postern_catalog::{Catalog, Need, Operation};

use crate::operation::{Query, Read, queries, reads};

/// Something that is collected, with the operations that it takes.
pub struct Collected {
    /// What people call it.
    pub what: &'static str,
    /// The reads.
    pub reads: &'static [Read],
    /// The query, if one is asked first.
    pub query: Option<Query>,
}

const fn read(what: &'static str, reads: &'static [Read]) -> Collected {
    Collected { what, reads, query: None }
}

/// Everything that is collected.
pub const COLLECTED: &[Collected] = &[
    read("who reads", &[reads::TOKEN]),
    read("the organization's record", &[reads::ORGANIZATION, reads::PRODUCTS]),
    read("authentication settings with the address list", &[reads::AUTHENTICATION]),
    read("the inactivity timeout", &[reads::IDLE_TIMEOUT]),
    read("role settings", &[reads::ROLE_SETTINGS]),
    read("divisions", &[reads::DIVISIONS]),
    read("roles", &[reads::ROLES]),
    read("grants", &[reads::DIVISION_GRANTS, reads::ROLE_GRANTS]),
    read("people with their groups, roles and activity", &[reads::USERS]),
    read("groups", &[reads::GROUPS, reads::MEMBERS]),
    read("OAuth clients", &[reads::CLIENTS]),
    read("identity providers and the SSO-only switch", &[reads::PROVIDERS, reads::NATIVE_LOGIN]),
    read("permissions of the organization", &[reads::PERMISSIONS]),
    read("trustees", &[reads::TRUSTEES]),
    read("authorizations of clients", &[reads::AUTHORIZATIONS]),
    read("integrations", &[reads::INTEGRATIONS]),
    read("access policies", &[reads::POLICIES]),
    Collected { what: "usage", reads: &[reads::USAGE_RESULTS], query: Some(queries::USAGE) },
    Collected { what: "audit events", reads: &[reads::AUDIT_STATUS, reads::AUDIT_RESULTS], query: Some(queries::AUDITS) },
];

impl Collected {
    /// The operations that it takes.
    pub fn operations<'c>(&self, catalog: &'c Catalog) -> impl Iterator<Item = &'c Operation> {
        let query = self.query.and_then(|query| query.operation(catalog));
        self.reads.iter().filter_map(move |read| read.operation(catalog)).chain(query)
    }
}

/// A permission with what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// The permission.
    pub permission: String,
    /// What cannot be collected without it.
    pub whats: Vec<&'static str>,
}

/// The permissions of the least role that collects everything, sorted.
pub fn auditor_role() -> Vec<Needed> {
    let catalog = Catalog::builtin();
    let mut needed: BTreeMap<&str, Vec<&'static str>> = BTreeMap::new();
    // What leaves no choice comes first: it may serve where there is one.
    for choice in [false, true] {
        for collected in COLLECTED {
            for operation in collected.operations(catalog) {
                let names: Vec<&str> = operation.permissions.iter().map(|id| catalog.permission(*id).name).collect();
                let free = operation.need != Need::Any || names.len() < 2;
                if free == choice {
                    continue;
                }
                let taken = if free { &names[..] } else { one_of(&names, &needed) };
                for name in taken {
                    let whats = needed.entry(name).or_default();
                    if !whats.contains(&collected.what) {
                        whats.push(collected.what);
                    }
                }
            }
        }
    }
    needed.into_iter().map(|(permission, whats)| Needed { permission: permission.to_owned(), whats }).collect()
}

/// Of permissions of which one suffices: the one that is needed anyway, else the last, for lists begin with the widest.
fn one_of<'n, 'p>(names: &'n [&'p str], needed: &BTreeMap<&str, Vec<&'static str>>) -> &'n [&'p str] {
    let at = names.iter().position(|name| needed.contains_key(name)).unwrap_or(names.len().saturating_sub(1));
    names.get(at..=at).unwrap_or_default()
}

/// The role as a resource of the Terraform provider.
pub fn auditor_hcl() -> String {
    let mut hcl = String::from(
        "# The least role that `postern snapshot` and `postern check` read everything with. It only reads, but for\n\
         # `directory:organization:admin`: the platform has no narrower permission for the authentication settings.\n\
         # Without that one they are unknown, and so is whether the address list lets a client in.\n\
         resource \"genesyscloud_auth_role\" \"postern_auditor\" {\n  \
         name        = \"Postern auditor\"\n  \
         description = \"Reads who can do what, for audits\"\n",
    );
    for Needed { permission, whats } in auditor_role() {
        let mut parts = permission.splitn(3, ':');
        let mut part = || parts.next().unwrap_or_default();
        let (domain, entity, action) = (part(), part(), part());
        let _ = write!(
            hcl,
            "\n  # {}\n  permission_policies {{\n    domain      = \"{domain}\"\n    entity_name = \"{entity}\"\n    action_set  = [\"{action}\"]\n  }}\n",
            whats.join(", ")
        );
    }
    hcl + "}\n"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_role_is_this() {
        let lines: Vec<_> =
            auditor_role().into_iter().map(|needed| format!("{}: {}", needed.permission, needed.whats.join(", "))).collect();
        let expected = [
            "audits:audit:view: audit events",
            "authorization:grant:view: grants",
            "authorization:orgTrustee:view: trustees",
            "authorization:policy:view: access policies",
            "authorization:role:view: roles, grants",
            "directory:organization:admin: authentication settings with the address list, role settings",
            "integrations:integration:view: integrations",
            "oauth:client:authorize: authorizations of clients",
            "oauth:client:view: OAuth clients, usage",
            "sso:provider:view: identity providers and the SSO-only switch",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn everything_that_can_be_sent_is_collected() {
        let sent: BTreeSet<_> = COLLECTED.iter().flat_map(|collected| collected.reads).collect();
        assert_eq!(sent, reads::ALL.iter().collect());
        let asked: BTreeSet<_> = COLLECTED.iter().filter_map(|collected| collected.query).collect();
        assert_eq!(asked, queries::ALL.iter().copied().collect());
    }

    #[test]
    fn the_resource_has_a_block_for_each_permission() {
        let hcl = auditor_hcl();
        assert_eq!(hcl.matches("permission_policies {").count(), auditor_role().len());
        let block = "  # trustees\n  permission_policies {\n    domain      = \"authorization\"\n    entity_name = \"orgTrustee\"\n    action_set  = [\"view\"]\n  }\n";
        assert!(hcl.contains(block), "{hcl}");
    }
}
