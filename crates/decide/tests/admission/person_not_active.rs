use postern_decide::{Bar, Way};
use postern_model::{SignedIn, UserState};

use crate::{Gate, WAYS};

#[test]
fn only_active_people_come_in() {
    for state in [UserState::Inactive, UserState::Deleted] {
        let mut gate = Gate::new();
        let mut user = gate.draft.user(gate.person).unwrap().clone();
        user.state = state;
        gate.draft.put_user(user);
        let people: Vec<Way> = WAYS.into_iter().filter(|way| *way != Way::ClientCredentials).collect();
        assert_eq!(gate.barred(Bar::PersonNotActive, SignedIn::Saml), people);
    }
}
