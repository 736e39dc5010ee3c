use postern_decide::{Bar, Way};
use postern_model::SignedIn;

use crate::Gate;

#[test]
fn a_second_factor_is_asked_with_a_password_and_of_nobody_else() {
    let gate = Gate::new().profile(|profile| profile.authentication.multifactor_authentication_required = true);
    for signed_in in [SignedIn::Password, SignedIn::Saml] {
        assert_eq!(gate.barred(Bar::SecondFactor, signed_in), [Way::PasswordGrant, Way::PasswordLogin]);
    }
}
