use postern_decide::{Bar, Way};
use postern_model::{ClientState, SignedIn};

use crate::Gate;

#[test]
fn a_client_that_is_not_active_gets_no_token() {
    for state in [ClientState::Inactive, ClientState::Disabled] {
        let gate = Gate::new().edit(Way::ClientCredentials, |client| client.state = state);
        assert_eq!(gate.barred(Bar::ClientNotActive, SignedIn::Saml), [Way::ClientCredentials], "the others have clients of their own");
    }
}
