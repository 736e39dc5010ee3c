//! A client has exactly one grant (API description: `authorizedGrantType`). Refreshing belongs to the code grant.

use postern_model::GrantType;

use super::{Admission, Bar, Way, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    let wanted = match admission.way {
        Way::ClientCredentials => GrantType::ClientCredentials,
        Way::AuthorizationCode | Way::RefreshToken => GrantType::Code,
        Way::Implicit => GrantType::Token,
        Way::Saml2Bearer => GrantType::Saml2Bearer,
        Way::PasswordGrant => GrantType::Password,
        Way::PasswordLogin | Way::SamlLogin | Way::Session => return None,
    };
    admission.client.map(|client| unless(client.grant_type == wanted, Bar::GrantNotAllowed))
}
