//! The password grant is legacy: the setting `password-grant` can switch it off.

use postern_model::settings::Switch;

use super::{Admission, Bar, Way, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    let switch = admission.organization.profile().settings.password_grant;
    (admission.way == Way::PasswordGrant).then(|| unless(switch == Switch::On, Bar::PasswordGrantOff))
}
