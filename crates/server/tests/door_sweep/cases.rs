//! Who asks what, and what the documentation says of it.

use postern_catalog::{Catalog, Need, Operation};
use postern_model::PermissionId;
use postern_testkit::{Answer, request::Request};

use crate::callers::Caller;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Situation {
    /// Nobody: there is no token.
    NoToken,
    /// A token that no key opens.
    Garbage,
    /// A token whose life is over.
    Expired,
    /// A token that was revoked.
    Revoked,
    /// A token of a client that was disabled afterwards.
    DisabledClient,
    /// A client that holds nothing.
    NoPermission,
    /// A client that holds all but one of the permissions of an ALL list.
    AllButOne,
    /// A client that holds every permission of the operation, in another division.
    WrongDivision,
    /// The same, the ids spelt otherwise: with percent signs in the path, in capitals in the body.
    WrongDivisionSpelt,
    /// A client that holds what the operation needs everywhere, and names nothing that exists.
    RightPermission,
    /// The same, with every field of the body filled in.
    RightPermissionFullBody,
    /// A person who holds what an operation for people needs.
    Person,
    /// A client that holds the permissions in the one right division, and names something in it.
    RightDivision,
}

impl Situation {
    pub const ALL: [Self; 13] = [
        Self::NoToken,
        Self::Garbage,
        Self::Expired,
        Self::Revoked,
        Self::DisabledClient,
        Self::NoPermission,
        Self::AllButOne,
        Self::WrongDivision,
        Self::WrongDivisionSpelt,
        Self::RightPermission,
        Self::RightPermissionFullBody,
        Self::Person,
        Self::RightDivision,
    ];

    /// Whether the caller may do what is asked, so that it may happen.
    pub fn is_admitted(self) -> bool {
        matches!(self, Self::RightPermission | Self::RightPermissionFullBody | Self::Person | Self::RightDivision)
    }
}

/// One request by one caller.
pub struct Case {
    pub situation: Situation,
    pub request: Request,
    /// The same request as it is spelt on the wire.
    pub sent: Request,
    pub caller: Caller,
}

impl Case {
    /// What the documentation says of it: the statuses and codes of `docs/reasons/`, in the default order of checks.
    pub fn documented(&self) -> Answer {
        let operation = self.request.operation;
        match self.situation {
            Situation::NoToken => Answer::Refused(401, "authentication.required"),
            Situation::Garbage | Situation::Expired | Situation::Revoked | Situation::DisabledClient => {
                Answer::Refused(401, "bad.credentials")
            }
            Situation::NoPermission => match operation.need {
                Need::Any => Answer::Refused(403, "missing.any.permissions"),
                Need::All => Answer::Refused(403, "missing.permissions"),
                Need::None | Need::Unknown => admitted(operation),
            },
            Situation::AllButOne => Answer::Refused(403, "missing.permissions"),
            Situation::WrongDivision | Situation::WrongDivisionSpelt => match (operation.need, operation.permissions) {
                (Need::Any, [_, _, ..]) => Answer::Refused(403, "missing.any.division.permissions"),
                _ => Answer::Refused(403, "missing.division.permission"),
            },
            Situation::Person => Answer::Admitted,
            Situation::RightPermission | Situation::RightPermissionFullBody | Situation::RightDivision => admitted(operation),
        }
    }
}

/// The answer to a machine that holds what is needed.
fn admitted(operation: &Operation) -> Answer {
    match operation.need {
        Need::Unknown => Answer::Unknown,
        _ if operation.user_context => Answer::Refused(400, "not.a.user"),
        _ => Answer::Admitted,
    }
}

/// The permissions that just suffice: all of an ALL list, one of an ANY list, not always the same one.
pub fn enough(operation: &Operation) -> Vec<PermissionId> {
    let permissions = operation.permissions;
    match operation.need {
        Need::All => permissions.to_vec(),
        Need::Any => permissions.iter().cycle().nth(usize::from(operation.id.0) % permissions.len().max(1)).copied().into_iter().collect(),
        Need::None | Need::Unknown => Vec::new(),
    }
}

/// Whether holding every listed permission in the wrong division is not enough: a permission that is not looked at per
/// division counts from anywhere.
pub fn binds_to_division(operation: &Operation) -> bool {
    let aware = |permission: &PermissionId| Catalog::builtin().permission(*permission).division_aware;
    match operation.need {
        Need::All => operation.permissions.iter().any(aware),
        Need::Any => operation.permissions.iter().all(aware),
        Need::None | Need::Unknown => false,
    }
}
