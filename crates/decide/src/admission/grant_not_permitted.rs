//! The organization's policy: machines get tokens with the grants that it names only.

use postern_model::policy::MachineGrant;

use super::{Admission, Bar, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    let permitted = admission.organization.profile().policy.as_ref()?.machine_grants.as_ref()?;
    let grant = MachineGrant::of(admission.way.grant()?)?;
    Some(unless(permitted.contains(&grant), Bar::GrantNotPermitted))
}
