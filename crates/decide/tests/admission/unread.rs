//! What a rule reads and could not be read lets nobody in, and is not told as a refusal either.

use postern_catalog::Catalog;
use postern_decide::{Admission, Bar, Way, admission::Said, admit};
use postern_model::{Fact, SignedIn, evidence::Piece, settings::SsoSwitch};
use postern_org::{Organization, Part};
use postern_testkit::sample;

use crate::{Gate, WAYS};

/// The gate's organization, with something unread.
fn without(gate: Gate, unread: &[Piece], providers: bool) -> Organization {
    let mut snapshot = gate.draft.finish().0.snapshot(sample::NOW);
    let mut evidence = sample::evidence();
    evidence.unread.extend(unread.iter().map(|piece| (*piece, "forbidden".to_owned())));
    snapshot.evidence = Some(evidence);
    if !providers {
        snapshot.providers = Fact::Unknown("forbidden".to_owned());
    }
    Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap()
}

fn outcomes(organization: &Organization, signed_in: SignedIn) -> Vec<(Way, Bar)> {
    let asked = |way: Way| Admission {
        organization,
        way,
        client: organization.clients().find(|client| Some(client.grant_type) == way.grant()),
        user: None,
        signed_in: Some(signed_in),
        address: std::net::Ipv4Addr::LOCALHOST.into(),
        now: sample::NOW,
    };
    WAYS.into_iter().filter_map(|way| Some((way, admit(&asked(way)).outcome.err()?))).collect()
}

#[test]
fn without_the_authentication_settings_no_password_is_known_to_do() {
    let organization = without(Gate::new(), &[Piece::Authentication], true);
    let unread = Bar::Unread(Part::Authentication);
    assert_eq!(outcomes(&organization, SignedIn::Password), [(Way::PasswordGrant, unread), (Way::PasswordLogin, unread)]);
}

#[test]
fn without_the_switch_nothing_that_a_password_began_is_known_to_do() {
    let unread = Bar::Unread(Part::Providers);
    let began = [Way::AuthorizationCode, Way::RefreshToken, Way::Implicit, Way::PasswordGrant, Way::PasswordLogin, Way::Session];
    for (pieces, providers) in [(&[][..], false), (&[Piece::NativeLogin][..], true)] {
        let organization = without(Gate::new(), pieces, providers);
        assert_eq!(outcomes(&organization, SignedIn::Password), began.map(|way| (way, unread)));
        assert_eq!(outcomes(&organization, SignedIn::Saml), [Way::PasswordGrant, Way::PasswordLogin].map(|way| (way, unread)));
    }
    let no_switch = Gate::new().profile(|profile| profile.settings.sso_switch = SsoSwitch::None);
    assert_eq!(outcomes(&without(no_switch, &[Piece::NativeLogin], true), SignedIn::Password), []);
}

#[test]
fn what_bars_the_way_whatever_is_unread_is_told() {
    let organization = without(Gate::new().sso_only(), &[Piece::Authentication], true);
    assert!(outcomes(&organization, SignedIn::Password).contains(&(Way::PasswordGrant, Bar::SsoOnly)));
    let policy = serde_json::json!({ "mode": "enforce", "people": "saml-only" });
    let organization = without(Gate::new().policy(policy), &[Piece::Authentication], true);
    assert!(outcomes(&organization, SignedIn::Password).contains(&(Way::PasswordGrant, Bar::PeopleSamlOnly)));
}

#[test]
fn the_trace_says_what_could_not_be_read() {
    let said = Said::Barred(Bar::Unread(Part::Authentication));
    assert_eq!((said.outcome(), &*said.detail()), ("unknown", "the organization's authentication settings could not be read"));
}
