//! `multifactorAuthenticationRequired`: a password alone does not do. Who comes through single sign-on is exempt (help
//! centre). No second factor can be given here, so passwords are refused while it is on.

use super::{Admission, Bar, Way, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    let required = admission.organization.profile().authentication.multifactor_authentication_required;
    matches!(admission.way, Way::PasswordGrant | Way::PasswordLogin).then(|| unless(!required, Bar::SecondFactor))
}
