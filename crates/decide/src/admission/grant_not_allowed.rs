//! A client has exactly one grant (API description: `authorizedGrantType`). Refreshing belongs to the code grant.

use super::{Admission, Bar, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    let wanted = admission.way.grant()?;
    admission.client.map(|client| unless(client.grant_type == wanted, Bar::GrantNotAllowed))
}
