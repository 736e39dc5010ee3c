//! Only active people come in. Whether tokens that they got earlier go on is another question: `bad.credentials`.

use postern_model::UserState;

use super::{Admission, Bar, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    admission.user.map(|user| unless(user.state == UserState::Active, Bar::PersonNotActive))
}
