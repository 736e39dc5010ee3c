//! What a rule reads, and what is missing where it could not be read.

use postern_catalog::Catalog;
use postern_model::{Fact, evidence::Piece};
use postern_org::Part;

use crate::{Hit, Inputs, Subject, finding::State};

/// Something that a rule reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// A part of the access state.
    Part(Part),
    /// A piece of the organization's settings, or of people's and clients' records.
    Piece(Piece),
    /// The permissions that the organization has.
    Permissions,
    /// Organizations whose people may come in.
    Trustees,
    /// Clients of others that were let in.
    Authorizations,
    /// Integrations.
    Integrations,
    /// What clients called.
    Usage,
    /// What was changed, by whom.
    Audits,
    /// The policy.
    Policy,
}

/// Why something is missing.
pub(crate) struct Missing {
    pub(crate) why: String,
    /// What would read it.
    pub(crate) reading: Option<(&'static str, &'static str)>,
}

/// What each part is called, and what reads it (API description).
const PARTS: [(Part, &str, &str); 7] = [
    (Part::Divisions, "divisions", "/api/v2/authorization/divisions"),
    (Part::Roles, "roles", "/api/v2/authorization/roles"),
    (Part::Grants, "grants", "/api/v2/authorization/subjects/{subjectId}"),
    (Part::Users, "people", "/api/v2/users"),
    (Part::Groups, "groups", "/api/v2/groups"),
    (Part::Clients, "OAuth clients", "/api/v2/oauth/clients"),
    (Part::Providers, "identity providers", "/api/v2/identityproviders"),
];

/// What each piece is called, and what reads it, where anything does.
const PIECES: [(Piece, &str, Option<&str>); 8] = [
    (Piece::Organization, "the organization's record", Some("/api/v2/organizations/me")),
    (Piece::Authentication, "authentication settings", Some("/api/v2/organizations/authentication/settings")),
    (Piece::IdleTimeout, "the inactivity timeout", Some("/api/v2/tokens/timeout")),
    (Piece::RoleSettings, "role settings", Some("/api/v2/authorization/roles/settings")),
    (Piece::NativeLogin, "whether the platform's own login is on", Some("/api/v2/identityproviders/purecloud")),
    (Piece::Activity, "when people last came in", Some("/api/v2/users")),
    (Piece::SecretAge, "when secrets were made", None),
    (Piece::ScopeEnforcement, "whether scopes are enforced", None),
];

/// What is said where nobody collected anything around the access state.
const NOTHING_COLLECTED: &str = "the snapshot holds the access state only; collect it anew with `postern snapshot`";

impl Needed {
    /// Why it is missing, if it is.
    pub(crate) fn missing(self, inputs: &Inputs<'_>) -> Option<Missing> {
        match self {
            Self::Part(part) => {
                let (_, what, path) = PARTS.iter().find(|(each, ..)| *each == part)?;
                let why = inputs.organization.unknown(part)?;
                Some(Missing { why: format!("{what} could not be read: {why}"), reading: Some(("GET", path)) })
            }
            Self::Piece(piece) => {
                let (_, what, path) = PIECES.iter().find(|(each, ..)| *each == piece)?;
                let why = inputs.evidence?.unread.get(&piece)?;
                Some(Missing { why: format!("{what} could not be read: {why}"), reading: path.map(|path| ("GET", path)) })
            }
            Self::Permissions => {
                collected(inputs, "permissions", ("GET", "/api/v2/authorization/permissions"), |evidence| lacking(&evidence.permissions))
            }
            Self::Trustees => collected(inputs, "trustee organizations", ("GET", "/api/v2/orgauthorization/trustees"), |evidence| {
                lacking(&evidence.trustees)
            }),
            Self::Integrations => {
                collected(inputs, "integrations", ("GET", "/api/v2/integrations"), |evidence| lacking(&evidence.integrations))
            }
            Self::Authorizations => collected(inputs, "authorizations of clients", ("GET", "/api/v2/oauth/authorizations"), |evidence| {
                lacking(&evidence.authorizations)
            }),
            Self::Usage => collected(inputs, "usage", ("POST", "/api/v2/usage/query"), |evidence| lacking(&evidence.usage)),
            Self::Audits => collected(inputs, "audit events", ("POST", "/api/v2/audits/query"), |evidence| lacking(&evidence.audits)),
            Self::Policy => inputs
                .policy
                .is_none()
                .then(|| Missing { why: "there is no policy; write one with `postern check --init`".to_owned(), reading: None }),
        }
    }
}

fn collected(
    inputs: &Inputs<'_>,
    what: &str,
    reading: (&'static str, &'static str),
    lacking: impl Fn(&postern_model::Evidence) -> Option<&str>,
) -> Option<Missing> {
    match inputs.evidence {
        None => Some(Missing { why: NOTHING_COLLECTED.to_owned(), reading: Some(reading) }),
        Some(evidence) => {
            let why = lacking(evidence)?;
            Some(Missing { why: format!("{what} could not be read: {why}"), reading: Some(reading) })
        }
    }
}

fn lacking<T>(fact: &Fact<T>) -> Option<&str> {
    match fact {
        Fact::Known(_) => None,
        Fact::Unknown(why) => Some(why),
    }
}

impl Missing {
    /// What a rule says that needed it.
    pub(crate) fn hit(self, catalog: &Catalog, organization: Subject) -> Hit {
        let operation = self.reading.and_then(|(method, path)| catalog.operation_at(method, path));
        let needs = operation.into_iter().flat_map(|operation| operation.permissions);
        let needs = needs.map(|id| catalog.permission(*id).name.to_owned()).collect();
        let hit = Hit { state: State::Unknown { needs }, ..Hit::found(organization, self.why) };
        match self.reading {
            Some((method, path)) => hit.read(format!("`{method} {path}` would show it")),
            None => hit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_show_a_missing_fact_is_an_operation_of_the_catalogue() {
        let paths = PARTS.iter().map(|(.., path)| *path).chain(PIECES.iter().filter_map(|(.., path)| *path));
        for path in paths {
            assert!(Catalog::builtin().operation_at("GET", path).is_some(), "{path}");
        }
    }
}
