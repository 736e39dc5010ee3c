//! The organization's policy: people come in through an identity provider only, but for those who may break the glass. What
//! was begun with a password before the policy ends when it is used for something new.

use postern_model::{SignedIn, policy::People};

use super::{Admission, Bar, Way, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    let policy = admission.organization.profile().policy.as_ref().filter(|policy| policy.people == People::SamlOnly)?;
    let by_password = match admission.way {
        Way::ClientCredentials => return None,
        Way::PasswordGrant | Way::PasswordLogin => true,
        Way::SamlLogin | Way::Saml2Bearer => false,
        Way::AuthorizationCode | Way::RefreshToken | Way::Implicit | Way::Session => admission.signed_in == Some(SignedIn::Password),
    };
    let exempt = match admission.user {
        Some(user) => policy.break_glass.contains(&user.id),
        // Who it is shows only once the password was looked at.
        None => !policy.break_glass.is_empty(),
    };
    Some(unless(!by_password || exempt, Bar::PeopleSamlOnly))
}
