//! The groups of Harbour Bank.

use super::{COLLECTIONS, EVERYWHERE, Held, RETAIL};

pub(super) const PLATFORM: &str = "Platform Administrators";
pub(super) const IDENTITY: &str = "Identity Team";
pub(super) const DEVELOPERS: &str = "Integration Developers";
pub(super) const ACCOUNTS: &str = "Integration Accounts";
pub(super) const RETAIL_SUPERVISORS: &str = "Retail Supervisors";
pub(super) const COLLECTIONS_SUPERVISORS: &str = "Collections Supervisors";
pub(super) const COLLECTIONS_AGENTS: &str = "Collections Agents";
pub(super) const WARDENS: &str = "Fire Wardens";

/// One of them.
pub(super) struct Group {
    pub name: &'static str,
    pub description: &'static str,
    /// `official` or `social`.
    pub kind: &'static str,
    /// Whether its roles reach its members.
    pub roles_enabled: bool,
    pub owner: &'static str,
    pub roles: &'static [Held],
}

#[rustfmt::skip]
pub(super) const GROUPS: [Group; 8] = [
    Group { name: PLATFORM, description: "Runs the platform", kind: "official", roles_enabled: true, owner: "Ada Quayle", roles: &[("Master Admin", EVERYWHERE)] },
    Group { name: IDENTITY, description: "People, groups and their roles", kind: "official", roles_enabled: true, owner: "Priya Nandakumar", roles: &[("People Admin", EVERYWHERE)] },
    Group { name: DEVELOPERS, description: "Builds flows and integrations", kind: "official", roles_enabled: true, owner: "Tobias Renn", roles: &[("Integration Developer", EVERYWHERE)] },
    Group { name: ACCOUNTS, description: "Accounts that programs act as; their only source of roles", kind: "official", roles_enabled: true, owner: "Tobias Renn", roles: &[("Outreach Runner", EVERYWHERE)] },
    Group { name: RETAIL_SUPERVISORS, description: "Supervisors of the branches", kind: "official", roles_enabled: true, owner: "Hanna Brooks", roles: &[("Supervisor", RETAIL)] },
    Group { name: COLLECTIONS_SUPERVISORS, description: "Supervisors of Collections", kind: "official", roles_enabled: true, owner: "Nadia Petrov", roles: &[("Supervisor", COLLECTIONS)] },
    Group { name: COLLECTIONS_AGENTS, description: "Holds a role that reaches nobody: its roles are not enabled", kind: "official", roles_enabled: false, owner: "Nadia Petrov", roles: &[("Outreach Runner", COLLECTIONS)] },
    Group { name: WARDENS, description: "Knows the way out", kind: "social", roles_enabled: false, owner: "Ben Okoro", roles: &[] },
];
