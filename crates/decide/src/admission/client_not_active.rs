//! A disabled or inactive client gets no token (API description: `OAuthClient.state`).

use postern_model::ClientState;

use super::{Admission, Bar, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    admission.client.map(|client| unless(client.state == ClientState::Active, Bar::ClientNotActive))
}
