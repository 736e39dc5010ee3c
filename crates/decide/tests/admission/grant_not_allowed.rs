use postern_decide::{Bar, Way};
use postern_model::{GrantType, SignedIn};

use crate::Gate;

#[test]
fn a_client_has_one_grant_and_refreshing_belongs_to_the_code_grant() {
    let gate = Gate::new().edit(Way::AuthorizationCode, |client| client.grant_type = GrantType::Token);
    assert_eq!(gate.barred(Bar::GrantNotAllowed, SignedIn::Saml), [Way::AuthorizationCode, Way::RefreshToken]);
    let gate = Gate::new().edit(Way::Saml2Bearer, |client| client.grant_type = GrantType::ClientCredentials);
    assert_eq!(gate.barred(Bar::GrantNotAllowed, SignedIn::Saml), [Way::Saml2Bearer]);
}
