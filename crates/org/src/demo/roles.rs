//! The roles that Harbour Bank made for itself, beside those every organization ships with.

/// A policy: domain, entity, actions.
type Policy = (&'static str, &'static str, &'static [&'static str]);

/// One of them.
pub(super) struct Role {
    pub name: &'static str,
    pub description: &'static str,
    pub policies: &'static [Policy],
}

#[rustfmt::skip]
pub(super) const ROLES: [Role; 5] = [
    Role { name: "Outreach Runner", description: "Calls customers back and runs campaigns", policies: &[
        ("conversation", "callback", &["*"]), ("outbound", "campaign", &["view", "start", "stop"]), ("outbound", "contactList", &["view"]),
        ("routing", "queue", &["view"]), ("directory", "user", &["view"]),
    ] },
    Role { name: "Integration Developer", description: "Builds flows and integrations", policies: &[
        ("architect", "*", &["*"]), ("integrations", "*", &["*"]), ("oauth", "client", &["view"]), ("routing", "*", &["view"]),
    ] },
    Role { name: "Infrastructure Pipeline", description: "What the Terraform pipeline manages, and no more", policies: &[
        ("routing", "*", &["*"]), ("architect", "*", &["*"]), ("authorization", "role", &["*"]), ("authorization", "division", &["*"]),
        ("authorization", "grant", &["*"]), ("directory", "group", &["*"]), ("oauth", "client", &["*"]), ("sso", "provider", &["*"]),
    ] },
    Role { name: "Reporting Reader", description: "Reads figures, usage and the audit trail", policies: &[
        ("analytics", "*", &["view"]), ("audits", "audit", &["view"]), ("oauth", "client", &["view"]), ("routing", "queue", &["view"]),
    ] },
    Role { name: "Directory Provisioning", description: "Keeps people and groups as the HR system has them", policies: &[
        ("directory", "user", &["*"]), ("directory", "group", &["*"]), ("authorization", "grant", &["add", "delete"]),
        ("authorization", "role", &["view"]), ("routing", "skill", &["assign"]), ("routing", "language", &["assign"]),
    ] },
];
