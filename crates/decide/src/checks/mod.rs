//! The checks, one file each, named after the reason code it gives.

pub(crate) mod app_not_authorized_for_scope;
mod authentication_required;
pub(crate) mod authz_policy_denied;
mod bad_credentials;
mod ip_not_authorized;
pub(crate) mod missing_division_permission;
pub(crate) mod missing_permissions;
mod not_a_user;
mod not_found;
mod too_many_requests;

use crate::{Check, Outcome, asked::Asked};

/// Runs one check.
#[inline]
pub(crate) fn run(check: Check, question: &Asked<'_>) -> Outcome {
    match check {
        Check::AuthenticationRequired => authentication_required::check(question),
        Check::BadCredentials => bad_credentials::check(question),
        Check::IpNotAuthorized => ip_not_authorized::check(question),
        Check::TooManyRequests => too_many_requests::check(question),
        Check::NotFound => not_found::check(question),
        Check::AppNotAuthorizedForScope => app_not_authorized_for_scope::check(question),
        Check::MissingPermissions => missing_permissions::check(question),
        Check::NotAUser => not_a_user::check(question),
        Check::AuthzPolicyDenied => authz_policy_denied::check(question),
        Check::MissingDivisionPermission => missing_division_permission::check(question),
    }
}
