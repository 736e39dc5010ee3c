//! What the change log reports: services, the kinds of things, what is done to them, and where such a thing is read.
//! `PeoplePermissions` with `OAuthClient` and `Role`, `Directory` and `Groups` are known; the rest is inferred.

use serde_json::{Value, json};

/// Service, kind, actions, and the address of one of the kind without its id; empty when it has none.
const KINDS: &[(&str, &str, &[&str], &str)] = &[
    ("Directory", "Organization", &["Update"], ""),
    ("Directory", "User", &["Create", "Update", "Delete", "Restore"], "/api/v2/users"),
    ("Groups", "Group", &["Create", "Update", "Delete"], "/api/v2/groups"),
    ("Organization", "PosternSettings", &["Update"], ""),
    ("Organization", "PosternSnapshot", &["Reset", "Restore"], ""),
    ("PeoplePermissions", "AuthorizationSettings", &["Update"], ""),
    ("PeoplePermissions", "AuthorizationSubject", &["Update"], "/api/v2/authorization/subjects"),
    ("PeoplePermissions", "Division", &["Create", "Update", "Delete", "Restore"], "/api/v2/authorization/divisions"),
    ("PeoplePermissions", "IdentityProvider", &["Create", "Update", "Delete"], "/api/v2/identityproviders"),
    ("PeoplePermissions", "IdleTokenTimeout", &["Update"], ""),
    ("PeoplePermissions", "OAuthClient", &["Create", "Update", "Delete"], "/api/v2/oauth/clients"),
    ("PeoplePermissions", "OAuthClientAuthorization", &["Create", "Update"], "/api/v2/oauth/authorizations"),
    ("PeoplePermissions", "OrgAuthSettings", &["Update"], ""),
    ("PeoplePermissions", "Role", &["Create", "Update", "Delete"], "/api/v2/authorization/roles"),
    ("PeoplePermissions", "RoleSettings", &["Update"], ""),
    ("PeoplePermissions", "Token", &["Delete"], ""),
];

/// Where things of this kind are read.
pub fn folder(kind: &str) -> Option<&'static str> {
    KINDS.iter().find(|(_, name, _, folder)| *name == kind && !folder.is_empty()).map(|(_, _, _, folder)| *folder)
}

/// API description: `AuditQueryServiceMapping`.
pub fn mapping() -> Value {
    let of_service = |chunk: &[(&str, &str, &[&str], &str)]| {
        let entities: Vec<_> = chunk.iter().map(|(_, kind, actions, _)| json!({ "name": kind, "actions": actions })).collect();
        json!({ "name": chunk[0].0, "entities": entities })
    };
    let services: Vec<_> = KINDS.chunk_by(|left, right| left.0 == right.0).map(of_service).collect();
    json!({ "services": services })
}
