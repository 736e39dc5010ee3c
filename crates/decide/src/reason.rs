//! Why a request is refused: the platform's status, code and words.

use std::net::IpAddr;

use postern_catalog::{Catalog, Operation, OperationId};
use postern_model::{Division, Id, PermissionId, Subject};
use postern_org::{Organization, Part};

use crate::checks::authz_policy_denied::policies_open;

/// Why a token is not good. Private: the wire says `bad.credentials` for all of them, the trace says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFault {
    /// No key opens it: not one of ours, or altered.
    Unknown,
    /// Past its life.
    Expired,
    /// Unused for longer than the organization's inactivity timeout.
    Idle,
    /// Revoked by itself or with all tokens of its person or client.
    Revoked,
    /// Its client is gone.
    ClientGone,
    /// Its client is disabled.
    ClientDisabled,
    /// Its client is inactive and the setting `clients.inactive-tokens` refuses such tokens.
    ClientInactive,
    /// Its person is deleted.
    UserGone,
    /// Its person is inactive and the setting `users.inactive-tokens` refuses such tokens.
    UserInactive,
    /// Its person signed in with a password, and people come in through single sign-on only: setting
    /// `sso.existing-sessions`.
    SsoOnly,
}

impl TokenFault {
    /// What the trace says.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Unknown => "no key of this organization opens the token",
            Self::Expired => "the token's life is over",
            Self::Idle => "the token was not used for longer than the inactivity timeout",
            Self::Revoked => "the token was revoked",
            Self::ClientGone => "the token's client does not exist any more",
            Self::ClientDisabled => "the token's client is disabled",
            Self::ClientInactive => "the token's client is inactive, and setting `clients.inactive-tokens` is `refuse`",
            Self::UserGone => "the token's user is deleted",
            Self::UserInactive => "the token's user is inactive, and setting `users.inactive-tokens` is `refuse`",
            Self::SsoOnly => {
                "the token's user signed in with a password, single sign-on is the only way in, and setting `sso.existing-sessions` is `refuse`"
            }
        }
    }
}

/// A fact that a decision lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A part of the snapshot that could not be read.
    Part(Part),
    /// No source says which permissions the operation needs.
    Permissions(OperationId),
    /// Access policies could not be read, or one is evaluated when this is asked for.
    AccessPolicies(OperationId),
    /// What allows it is held under a condition alone.
    Conditions(OperationId),
}

impl Missing {
    /// Why it cannot be told whether `subject` may, for people to read.
    pub fn words(self, catalog: &Catalog, organization: &Organization, subject: Subject) -> String {
        match self {
            Self::Part(part) => match organization.unknown(part) {
                Some(why) => format!("{} could not be read: {why}", part.name()),
                None => format!("{} could not be read", part.name()),
            },
            Self::Permissions(id) => {
                let operation = catalog.operation(id);
                format!("no source says which permissions {} {} needs", operation.method, operation.path)
            }
            Self::AccessPolicies(id) => policies_open(catalog, organization, subject, catalog.operation(id)).unwrap_or_default(),
            Self::Conditions(_) => "what allows it is held under a condition alone, which is not worked out here".to_owned(),
        }
    }
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No bearer token.
    AuthenticationRequired,
    /// A bad one.
    BadCredentials(TokenFault),
    /// An address off the list.
    IpNotAuthorized(IpAddr),
    /// Too many requests; seconds until the next may come.
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// No such operation.
    NotFound,
    /// None of the operation's scopes.
    AppNotAuthorizedForScope(OperationId),
    /// ALL: at least one of the operation's permissions is held nowhere.
    MissingPermissions(OperationId),
    /// ANY: none of the operation's permissions is held anywhere.
    MissingAnyPermissions(OperationId),
    /// The operation wants a person.
    NotAUser,
    /// Held, but not in the target's division (ALL, or ANY of one).
    MissingDivisionPermission {
        /// The permission.
        permission: PermissionId,
        /// Where it is missing.
        division: Id<Division>,
    },
    /// None of several is held in the target's division.
    MissingAnyDivisionPermissions {
        /// The operation whose list it is.
        operation: OperationId,
        /// Where they are missing.
        division: Id<Division>,
    },
}

impl Reason {
    /// HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::AuthenticationRequired | Self::BadCredentials(_) | Self::IpNotAuthorized(_) => 401,
            Self::TooManyRequests { .. } => 429,
            Self::NotFound => 404,
            Self::NotAUser => 400,
            Self::AppNotAuthorizedForScope(_)
            | Self::MissingPermissions(_)
            | Self::MissingAnyPermissions(_)
            | Self::MissingDivisionPermission { .. }
            | Self::MissingAnyDivisionPermissions { .. } => 403,
        }
    }

    /// The platform's code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AuthenticationRequired => "authentication.required",
            Self::BadCredentials(_) => "bad.credentials",
            Self::IpNotAuthorized(_) => "ip.not.authorized",
            Self::TooManyRequests { .. } => "too.many.requests.retry.after",
            Self::NotFound => "not.found",
            Self::AppNotAuthorizedForScope(_) => "app.not.authorized.for.scope",
            Self::MissingPermissions(_) => "missing.permissions",
            Self::MissingAnyPermissions(_) => "missing.any.permissions",
            Self::NotAUser => "not.a.user",
            Self::MissingDivisionPermission { .. } => "missing.division.permission",
            Self::MissingAnyDivisionPermissions { .. } => "missing.any.division.permissions",
        }
    }

    /// The platform's words (facts §4.2–4.4). `missing` narrows an ALL list to what the caller lacks.
    pub fn message(&self, catalog: &Catalog, missing: impl Fn(PermissionId) -> bool) -> String {
        match self {
            Self::AuthenticationRequired => "No authentication bearer token specified in authorization header.".to_owned(),
            Self::BadCredentials(_) => "Invalid login credentials.".to_owned(),
            Self::IpNotAuthorized(address) => format!("Requests originating from this IP address are not authorized: [{address}]"),
            Self::TooManyRequests { retry_after } => {
                format!("Rate limit exceeded the maximum. Retry the request in [{retry_after}] seconds")
            }
            Self::NotFound => "The requested resource was not found.".to_owned(),
            Self::AppNotAuthorizedForScope(id) => {
                format!("App not authorized to use scope [{}]", catalog.operation(*id).scopes.join(", "))
            }
            Self::MissingPermissions(id) => format!(
                "Unable to perform the requested action. You are missing the following permission(s): {}",
                list(catalog, catalog.operation(*id), missing)
            ),
            Self::MissingAnyPermissions(id) => format!(
                "Unable to perform the requested action. You must have at least one of the following permissions assigned: {}",
                list(catalog, catalog.operation(*id), |_| true)
            ),
            Self::NotAUser => {
                "This request requires a user context. Client credentials cannot be used for requests to this resource.".to_owned()
            }
            Self::MissingDivisionPermission { permission, .. } => format!(
                "Unable to perform the requested action. You are missing the following permission '{}' in the provided division(s).",
                catalog.permission(*permission).name
            ),
            Self::MissingAnyDivisionPermissions { operation, division } => format!(
                "Unable to perform the requested action. You must have at least one of the following permissions assigned: {} in at \
                 least one of the following division(s): [{division}]",
                list(catalog, catalog.operation(*operation), |_| true)
            ),
        }
    }

    /// The permissions the message names.
    pub fn permissions(&self, catalog: &Catalog) -> Vec<PermissionId> {
        match self {
            Self::MissingPermissions(id) | Self::MissingAnyPermissions(id) | Self::MissingAnyDivisionPermissions { operation: id, .. } => {
                catalog.operation(*id).permissions.to_vec()
            }
            Self::MissingDivisionPermission { permission, .. } => vec![*permission],
            _ => Vec::new(),
        }
    }
}

/// `[a, b]`: how the platform prints a list.
fn list(catalog: &Catalog, operation: &Operation, wanted: impl Fn(PermissionId) -> bool) -> String {
    let names: Vec<&str> = operation.permissions.iter().filter(|id| wanted(**id)).map(|id| catalog.permission(*id).name).collect();
    format!("[{}]", names.join(", "))
}
