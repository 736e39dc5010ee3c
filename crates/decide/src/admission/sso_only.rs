//! *Disable Genesys Cloud Login*: while it is on, no person comes in with a password. Machines in their own name, SCIM
//! clients and assertions of identity providers are not touched. What was begun with a password before goes on only as far
//! as the settings `sso.existing-sessions` and `sso.refresh-tokens` say; whether bearer assertions do, `sso.saml2-bearer`.

use postern_model::{
    SignedIn,
    settings::{Standing, Treatment},
};

use postern_org::Part;

use super::{Admission, Bar, Way, unless};

pub(super) fn check(admission: &Admission<'_>) -> Option<Result<(), Bar>> {
    let unread = admission.organization.is_sso_only_unread();
    if !unread && !admission.organization.is_sso_only() {
        return None;
    }
    let settings = &admission.organization.profile().settings;
    let by_password = admission.signed_in == Some(SignedIn::Password);
    let open = match admission.way {
        Way::ClientCredentials => return None,
        Way::PasswordGrant | Way::PasswordLogin => false,
        Way::SamlLogin => true,
        Way::Saml2Bearer => settings.sso_saml2_bearer == Treatment::Accept,
        Way::RefreshToken => !by_password || settings.sso_refresh_tokens == Standing::Keep,
        Way::AuthorizationCode | Way::Implicit | Way::Session => !by_password || settings.sso_existing_sessions == Standing::Keep,
    };
    Some(unless(open, if unread { Bar::Unread(Part::Providers) } else { Bar::SsoOnly }))
}
