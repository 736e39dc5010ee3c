//! The implicit grant ends on an announced day (setting `implicit.end-date`), by the organization's clock, in UTC.

use super::{Admission, Bar, Way, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    let end = admission.organization.profile().settings.implicit_end_date;
    (admission.way == Way::Implicit).then(|| unless(admission.now.date() < end, Bar::ImplicitEnded))
}
