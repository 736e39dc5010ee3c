//! What a new organization ships with: a home division, the shipped roles, one administrator, one client for machines.

mod fixtures;

use postern_catalog::Catalog;
use postern_model::{
    Client, ClientState, Division, Grant, GrantType, Id, Policy, Profile, Reach, Role, Subject, SubjectKind, User, UserState,
    grant::SubjectGrants,
    organization::{Authentication, IdleTimeout, RoleSettings},
};
use serde_json::json;
use uuid::Uuid;

use crate::{Draft, Refusal, compile::expand_wildcards, demo::ClientKey};

/// What the founder of an organization says about it.
#[derive(Clone, Debug)]
pub struct Founding {
    /// Its id.
    pub id: Uuid,
    /// Display name.
    pub name: String,
    /// Short name.
    pub short_name: String,
    /// E-mail domain of its first person.
    pub email_domain: String,
}

/// What the founder is told once.
#[derive(Clone, Debug)]
pub struct Founded {
    /// The first machine client.
    pub client_id: Id<Client>,
    /// Its secret; kept nowhere.
    pub client_secret: String,
    /// The machine clients of the demo story, if it was told.
    pub demo_clients: Vec<ClientKey>,
}

/// A shipped role: key, name, description, policies as (domain, entity, actions), legacy flat names. Which permissions
/// each holds is inferred; that these roles exist is documented (help centre, Terraform provider).
struct Shipped {
    key: &'static str,
    name: &'static str,
    description: &'static str,
    policies: &'static [(&'static str, &'static str, &'static [&'static str])],
    permissions: &'static [&'static str],
}

const SHIPPED: &[Shipped] = &[
    Shipped {
        key: "employee",
        name: "employee",
        description: "Lowest role; every person has it",
        policies: &[("directory", "user", &["view"])],
        permissions: &[],
    },
    Shipped {
        key: "admin",
        name: "admin",
        description: "Organization Administrator",
        policies: &[("*", "*", &["*"])],
        permissions: &["admin"],
    },
    Shipped {
        key: "masterAdmin",
        name: "Master Admin",
        description: "Administrator of everything but the organization's own record",
        policies: &[("*", "*", &["*"])],
        permissions: &[],
    },
    Shipped {
        key: "peopleAdmin",
        name: "People Admin",
        description: "Administers people, groups and their roles",
        policies: &[
            ("directory", "user", &["*"]),
            ("directory", "group", &["*"]),
            ("authorization", "grant", &["*"]),
            ("authorization", "role", &["view"]),
        ],
        permissions: &[],
    },
    Shipped {
        key: "supervisor",
        name: "Supervisor",
        description: "Runs queues and the people in them",
        policies: &[
            ("routing", "*", &["view"]),
            ("analytics", "*", &["view"]),
            ("directory", "user", &["view"]),
            ("quality", "*", &["view"]),
        ],
        permissions: &[],
    },
    Shipped {
        key: "user",
        name: "User",
        description: "Takes conversations",
        policies: &[("routing", "queue", &["view"])],
        permissions: &[],
    },
    Shipped {
        key: "trustedUser",
        name: "Trusted External User",
        description: "Holds what a trusted organization's people need",
        policies: &[
            ("authorization", "orgTrusteeGroup", &["view"]),
            ("authorization", "orgTrusteeUser", &["view"]),
            ("authorization", "orgTrustor", &["view"]),
        ],
        permissions: &[],
    },
];

/// The record of a new organization.
pub fn profile(founding: &Founding) -> Profile {
    let other = json!({
        "defaultLanguage": "en-us", "defaultCountryCode": "US", "thirdPartyURI": "", "domain": founding.email_domain,
        "state": "active", "defaultSiteId": "", "supportURI": "", "voicemailEnabled": false, "productPlatform": "PureCloud",
        "features": {},
    });
    Profile {
        id: founding.id,
        name: founding.name.clone(),
        third_party_org_name: founding.short_name.clone(),
        version: 1,
        other: object(other),
        authentication: Authentication {
            multifactor_authentication_required: false,
            domain_allowlist_enabled: false,
            domain_allowlist: Vec::new(),
            ip_address_allowlist: Vec::new(),
            password_requirements: json!({
                "minimumLength": 8, "minimumDigits": 1, "minimumLetters": 0, "minimumUpper": 1, "minimumLower": 1,
                "minimumSpecials": 1, "minimumAgeSeconds": 0, "expirationDays": 0,
            }),
            inactivity_timeout_exclusions: Vec::new(),
            universal_logout: false,
            token_storage_location: None,
        },
        idle: IdleTimeout { enable_idle_token_timeout: false, idle_token_timeout_seconds: 1800, since: None, other: object(json!({})) },
        roles: RoleSettings { backfill_enabled: true, authorization_grant_division_aware: false, genesys_org_policy_bypass: false },
        analysis: json!({ "analysisEnabled": false, "analysisDays": 90 }),
        products: vec!["botFlows".to_owned()],
        policy: None,
        settings: postern_model::Settings::default(),
    }
}

/// The members of a JSON object.
pub(crate) fn object(value: serde_json::Value) -> serde_json::Map<String, serde_json::Value> {
    match value {
        serde_json::Value::Object(members) => members,
        _ => serde_json::Map::new(),
    }
}

/// Fills an empty organization. The draft's own profile is written along.
pub fn found(draft: &mut Draft<'_>, email_domain: &str) -> Result<Founded, Refusal> {
    let profile = draft.profile().clone();
    draft.put_profile(profile)?;
    let home = draft.fresh_id();
    draft.put_division(Division {
        id: home,
        name: "Home".to_owned(),
        description: "Default Division".to_owned(),
        home: true,
        deleted: None,
    });
    for shipped in SHIPPED {
        let id = draft.fresh_id();
        draft.put_role(shipped_role(draft.catalog, shipped, id));
    }
    first_person(draft, home, email_domain);
    let (client_id, client_secret) = first_client(draft);
    fixtures::furnish(draft)?;
    Ok(Founded { client_id, client_secret, demo_clients: Vec::new() })
}

fn shipped_role(catalog: &Catalog, shipped: &Shipped, id: Id<Role>) -> Role {
    Role {
        id,
        name: shipped.name.to_owned(),
        description: shipped.description.to_owned(),
        default_role_id: Some(shipped.key.to_owned()),
        permissions: shipped.permissions.iter().map(|name| (*name).to_owned()).collect(),
        policies: shipped_policies(catalog, shipped),
        base: true,
        edited: false,
        effective: postern_model::PermissionSet::EMPTY,
        conditional: None,
    }
}

/// The keys of the shipped roles.
pub fn default_roles() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|shipped| shipped.key)
}

/// The names of the shipped roles.
pub fn default_role_names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|shipped| shipped.name)
}

/// The shipped role with this key as it ships, under this id.
pub fn default_role(catalog: &Catalog, key: &str, id: Id<Role>) -> Option<Role> {
    SHIPPED.iter().find(|shipped| shipped.key == key).map(|shipped| shipped_role(catalog, shipped, id))
}

fn shipped_policies(catalog: &Catalog, shipped: &Shipped) -> Vec<Policy> {
    policies(catalog, shipped.policies)
}

/// Policies from (domain, entity, actions), wildcards expanded.
pub(crate) fn policies(catalog: &Catalog, list: &[(&str, &str, &[&str])]) -> Vec<Policy> {
    let policies = list.iter().map(|(domain, entity, actions)| Policy {
        domain: (*domain).to_owned(),
        entity_name: (*entity).to_owned(),
        action_set: actions.iter().map(|action| (*action).to_owned()).collect(),
        allow_conditions: false,
        resource_condition_node: None,
        other: serde_json::Map::new(),
    });
    expand_wildcards(catalog, policies.collect())
}

fn first_person(draft: &mut Draft<'_>, home: Id<Division>, email_domain: &str) {
    let id: Id<User> = draft.fresh_id();
    draft.put_user(User {
        id,
        name: "Administrator".to_owned(),
        email: format!("admin@{email_domain}"),
        state: UserState::Active,
        version: 1,
        division: home,
        groups: Vec::new(),
        manager: None,
        tokens_from: None,
        last_token: None,
        last_login: None,
        other: serde_json::Map::new(),
    });
    grant(draft, Subject { kind: SubjectKind::User, id: id.uuid() }, &["employee", "admin"]);
}

fn first_client(draft: &mut Draft<'_>) -> (Id<Client>, String) {
    let (id, now) = (draft.fresh_id(), draft.now());
    let secret = draft.circumstances.entropy.secret();
    draft.put_client(Client {
        id,
        name: "Bootstrap".to_owned(),
        description: Some("First client of a new local organization; holds the role admin everywhere".to_owned()),
        grant_type: GrantType::ClientCredentials,
        grant_type_spelling: None,
        token_seconds: 86_400,
        redirect_uris: Vec::new(),
        scope: Vec::new(),
        state: ClientState::Active,
        secret_hash: Client::hash_secret(&draft.circumstances.pepper, &secret),
        secret_made: now,
        date_to_delete: None,
        date_created: now,
        date_modified: now,
        created_by: None,
        modified_by: None,
        tokens_from: None,
    });
    grant(draft, Subject { kind: SubjectKind::Client, id: id.uuid() }, &["admin"]);
    (id, secret)
}

fn grant(draft: &mut Draft<'_>, subject: Subject, keys: &[&str]) {
    let made = draft.now();
    let roles = keys.iter().filter_map(|key| draft.default_role(key)).map(|role| role.id);
    let grants = roles.map(|role| Grant { role, division: Reach::All, made }).collect();
    draft.put_grants(SubjectGrants { subject, grants });
}
