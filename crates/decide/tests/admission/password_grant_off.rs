use postern_decide::{Bar, Way};
use postern_model::{SignedIn, settings::Switch};

use crate::Gate;

#[test]
fn the_password_grant_can_be_switched_off_and_the_login_page_stays() {
    let gate = Gate::new().profile(|profile| profile.settings.password_grant = Switch::Off);
    assert_eq!(gate.barred(Bar::PasswordGrantOff, SignedIn::Password), [Way::PasswordGrant]);
}
