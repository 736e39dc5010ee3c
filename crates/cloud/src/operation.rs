//! The closed list of what this crate can send. A read is a GET whatever its name says; the two queries are the only
//! operations that are sent with POST, and both only read. Nothing else can be expressed.

use postern_catalog::{Catalog, Operation};

/// An operation that is read with GET.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Read(&'static str);

/// An operation that asks a question in a body. It changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Query(&'static str);

/// The reads by their names in the catalogue. There is no way to make another.
pub mod reads {
    use super::Read;

    pub const TOKEN: Read = Read("get_tokens_me");
    pub const ORGANIZATION: Read = Read("get_organizations_me");
    pub const AUTHENTICATION: Read = Read("get_organizations_authentication_settings");
    pub const IDLE_TIMEOUT: Read = Read("get_tokens_timeout");
    pub const ROLE_SETTINGS: Read = Read("get_authorization_roles_settings");
    pub const PRODUCTS: Read = Read("get_authorization_products");
    pub const PERMISSIONS: Read = Read("get_authorization_permissions");
    pub const DIVISIONS: Read = Read("get_authorization_divisions");
    pub const ROLES: Read = Read("get_authorization_roles");
    pub const ROLE_GRANTS: Read = Read("get_authorization_role_subjectgrants");
    pub const DIVISION_GRANTS: Read = Read("get_authorization_division_grants");
    pub const POLICIES: Read = Read("get_authorization_policies");
    pub const USERS: Read = Read("get_users");
    pub const GROUPS: Read = Read("get_groups");
    pub const MEMBERS: Read = Read("get_group_members");
    pub const CLIENTS: Read = Read("get_oauth_clients");
    pub const AUTHORIZATIONS: Read = Read("get_oauth_authorizations");
    pub const PROVIDERS: Read = Read("get_identityproviders");
    pub const NATIVE_LOGIN: Read = Read("get_identityproviders_purecloud");
    pub const TRUSTEES: Read = Read("get_orgauthorization_trustees");
    pub const INTEGRATIONS: Read = Read("get_integrations");
    pub const USAGE_RESULTS: Read = Read("get_usage_query_execution_id_results");
    pub const AUDIT_STATUS: Read = Read("get_audits_query_transaction_id");
    pub const AUDIT_RESULTS: Read = Read("get_audits_query_transaction_id_results");

    /// Every one.
    pub const ALL: &[Read] = &[
        TOKEN,
        ORGANIZATION,
        AUTHENTICATION,
        IDLE_TIMEOUT,
        ROLE_SETTINGS,
        PRODUCTS,
        PERMISSIONS,
        DIVISIONS,
        ROLES,
        ROLE_GRANTS,
        DIVISION_GRANTS,
        POLICIES,
        USERS,
        GROUPS,
        MEMBERS,
        CLIENTS,
        AUTHORIZATIONS,
        PROVIDERS,
        NATIVE_LOGIN,
        TRUSTEES,
        INTEGRATIONS,
        USAGE_RESULTS,
        AUDIT_STATUS,
        AUDIT_RESULTS,
    ];
}

/// The queries by their names in the catalogue.
pub mod queries {
    use super::Query;

    pub const USAGE: Query = Query("post_usage_query");
    pub const AUDITS: Query = Query("post_audits_query");

    /// Every one.
    pub const ALL: &[Query] = &[USAGE, AUDITS];
}

impl Read {
    /// Its name in the catalogue.
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// What the catalogue knows of it.
    pub fn operation(self, catalog: &Catalog) -> Option<&Operation> {
        catalog.operation_named(self.0)
    }
}

impl Query {
    /// Its name in the catalogue.
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// What the catalogue knows of it.
    pub fn operation(self, catalog: &Catalog) -> Option<&Operation> {
        catalog.operation_named(self.0)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot set up should stop loudly")]
mod tests {
    use postern_catalog::Class;

    use super::*;

    #[test]
    fn every_read_is_a_get_of_the_catalogue() {
        for read in reads::ALL {
            let operation = read.operation(Catalog::builtin()).unwrap_or_else(|| panic!("no operation is called {}", read.name()));
            assert_eq!(operation.method, "GET", "{}", read.name());
        }
    }

    #[test]
    fn every_query_is_a_post_that_the_catalogue_calls_a_query() {
        for query in queries::ALL {
            let operation = query.operation(Catalog::builtin()).unwrap_or_else(|| panic!("no operation is called {}", query.name()));
            assert_eq!((operation.method, operation.class), ("POST", Class::Query), "{}", query.name());
        }
    }

    /// The names are private to this module, so what is sent with POST is the token request and `queries::ALL`; this holds
    /// that no other file of the crate can make a request at all.
    #[test]
    fn one_file_sends_requests() {
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let speaks_http =
                    ["http.rs", "answer.rs", "told.rs", "place.rs", "trust.rs", "operation.rs"].iter().any(|name| path.ends_with(name));
                if path.is_dir() {
                    folders.push(path);
                } else if !speaks_http {
                    let source = std::fs::read_to_string(&path).unwrap();
                    assert!(!source.contains("ureq") && !source.contains("std::net::Tcp"), "{}", path.display());
                }
            }
        }
        let http = include_str!("http.rs");
        assert_eq!((http.matches(".post(").count(), http.matches(".get(").count()), (2, 1), "token and queries; reads");
        for verb in [".put(", ".patch(", ".delete(", ".request(", ".run(", "Method::"] {
            assert!(!http.contains(verb), "{verb}");
        }
        let told = include_str!("told.rs");
        assert_eq!((told.matches(".post(").count(), told.matches(".get(").count()), (0, 1));
        for silent in [include_str!("http/answer.rs"), include_str!("place.rs"), include_str!("trust.rs")] {
            assert!(!silent.contains("Agent") && !silent.contains("ureq::get") && !silent.contains("ureq::post"));
        }
    }
}
