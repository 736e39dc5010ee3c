//! The organization's policy: of the machine clients those that it lists get tokens, each with an owner and a purpose.

use postern_model::policy::MachineGrant;

use super::{Admission, Bar, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    let listed = admission.organization.profile().policy.as_ref()?.clients.as_ref()?;
    let client = admission.client?;
    MachineGrant::of(admission.way.grant()?)?;
    Some(unless(listed.iter().any(|listed| listed.id == client.id), Bar::ClientNotListed))
}
