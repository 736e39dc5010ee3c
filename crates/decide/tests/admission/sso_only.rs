use postern_decide::{Bar, Way};
use postern_model::{
    SignedIn,
    settings::{SsoSwitch, Standing, Treatment},
};

use crate::Gate;

const PASSWORDS: [Way; 2] = [Way::PasswordGrant, Way::PasswordLogin];

#[test]
fn passwords_let_nobody_in_and_what_they_began_ends() {
    let gate = Gate::new().sso_only();
    assert_eq!(gate.barred(Bar::SsoOnly, SignedIn::Saml), PASSWORDS);
    let began = [Way::AuthorizationCode, Way::RefreshToken, Way::Implicit, Way::PasswordGrant, Way::PasswordLogin, Way::Session];
    assert_eq!(gate.barred(Bar::SsoOnly, SignedIn::Password), began);
}

#[test]
fn what_passwords_began_can_be_kept() {
    let gate = Gate::new().sso_only().profile(|profile| profile.settings.sso_existing_sessions = Standing::Keep);
    assert_eq!(gate.barred(Bar::SsoOnly, SignedIn::Password), [Way::RefreshToken, Way::PasswordGrant, Way::PasswordLogin]);
    let gate = gate.profile(|profile| profile.settings.sso_refresh_tokens = Standing::Keep);
    assert_eq!(gate.barred(Bar::SsoOnly, SignedIn::Password), PASSWORDS);
}

#[test]
fn bearer_assertions_can_be_refused_and_the_login_page_at_the_provider_never() {
    let gate = Gate::new().sso_only().profile(|profile| profile.settings.sso_saml2_bearer = Treatment::Refuse);
    assert_eq!(gate.barred(Bar::SsoOnly, SignedIn::Saml), [Way::Saml2Bearer, Way::PasswordGrant, Way::PasswordLogin]);
}

#[test]
fn the_record_means_nothing_where_the_setting_says_so() {
    let gate = Gate::new().sso_only().profile(|profile| profile.settings.sso_switch = SsoSwitch::None);
    assert_eq!(gate.barred(Bar::SsoOnly, SignedIn::Password), []);
}
