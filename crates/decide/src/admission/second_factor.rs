//! `multifactorAuthenticationRequired`: a password alone does not do. Who comes through single sign-on is exempt (help
//! centre). No second factor can be given here, so passwords are refused while it is on.

use postern_org::Part;

use super::{Admission, Bar, Way, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    let by_password = matches!(admission.way, Way::PasswordGrant | Way::PasswordLogin);
    if by_password && admission.organization.unknown(Part::Authentication).is_some() {
        return Some(Err(Bar::Unread(Part::Authentication)));
    }
    let required = admission.organization.profile().authentication.multifactor_authentication_required;
    by_password.then(|| unless(!required, Bar::SecondFactor))
}
