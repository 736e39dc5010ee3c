//! The verdict on programs that act as a person: what decides it, one fact at a time.

use postern_audit::{audit, certificate::Verdict};
use postern_model::{
    Client, Fact, GrantType, Id, Provider, User, UserState,
    evidence::{Audited, Piece},
    policy::People,
};
use postern_org::{Part, demo::certificates};
use postern_workload::Place;

use crate::world::{NOW, World, ago};

/// A scheduler that acts for its account, which comes through an identity provider that works.
fn scheduler(grant: GrantType) -> (World, Id<Client>, Id<User>) {
    let mut world = World::new();
    world.provider(&[certificates::OKTA]);
    let client = world.client("Scheduler", grant);
    world.list("Scheduler");
    let account = world.person("Rota");
    world.edit_person(account, |user| {
        (user.email, user.last_token, user.last_login) = ("rota@sample.example".to_owned(), Some(ago(1)), None);
    });
    world.acted(client, account, 9, 1);
    (world, client, account)
}

/// Its verdict, what has to be so for it, and the reasons.
fn of(world: &World) -> (Verdict, Vec<String>, Vec<String>) {
    let report = audit(&world.inputs(&world.draft));
    let client = report.certificate.clients.into_iter().find(|client| client.name == "Scheduler").unwrap();
    (client.verdict, client.only_if, client.because)
}

#[track_caller]
fn is(world: &World, verdict: Verdict, because: &str) {
    let (found, only_if, reasons) = of(world);
    assert_eq!(found, verdict, "{reasons:?}");
    assert!(reasons.iter().any(|reason| reason.contains(because)), "{because}: {reasons:?}");
    assert!(found == Verdict::KeepsWorking || only_if.is_empty(), "{only_if:?}");
}

#[test]
fn code_keeps_working_where_its_account_comes_through_the_provider_if_its_refresh_token_lives() {
    let (world, ..) = scheduler(GrantType::Code);
    let (verdict, only_if, because) = of(&world);
    assert_eq!(verdict, Verdict::KeepsWorking);
    assert_eq!(
        because,
        [
            "the switch does not end what began at the identity provider (inferred)",
            "the identity provider `okta` works, as far as its record shows",
            &format!(
                "`Rota` got a token on {} and never signed in with a password: it comes through the identity provider (inferred)",
                ago(1).date()
            ),
            "what it did for `Rota` within the window was permitted",
        ]
    );
    assert_eq!(only_if.len(), 1);
    assert!(
        only_if[0].starts_with("it holds a refresh token that is good until it is used again") && only_if[0].contains("PKCE"),
        "{only_if:?}"
    );
}

#[test]
fn a_condition_is_no_clean_certificate_and_says_so_in_every_form() {
    let (world, ..) = scheduler(GrantType::Code);
    let report = audit(&world.inputs(&world.draft));
    assert!(!report.certificate.holds());
    for form in [postern_audit::reports::Format::Text, postern_audit::reports::Format::Markdown, postern_audit::reports::Format::Html] {
        let text = form.render(&report);
        assert!(text.contains("keeps working if") && text.contains("if it holds a refresh token"), "{text}");
    }
}

#[test]
fn the_inactivity_timeout_leaves_no_refresh_tokens() {
    let (mut world, ..) = scheduler(GrantType::Code);
    let mut profile = world.draft.profile().clone();
    profile.idle.enable_idle_token_timeout = true;
    world.draft.put_profile(profile).unwrap();
    let (verdict, only_if, _) = of(&world);
    assert_eq!(verdict, Verdict::KeepsWorking);
    assert!(only_if[0].starts_with("something signs its account in again before each token ends, after 3600 seconds"), "{only_if:?}");
    world.unread(Piece::IdleTimeout);
    is(&world, Verdict::CannotTell, "the inactivity timeout could not be read");
}

#[test]
fn it_breaks_where_its_account_comes_in_with_a_password() {
    let (mut world, _, account) = scheduler(GrantType::Code);
    world.edit_person(account, |user| user.last_login = Some(ago(3)));
    is(&world, Verdict::WillBreak, "`Rota` still signs in with a password");
    world.edit_person(account, |user| user.last_login = Some(ago(300)));
    is(&world, Verdict::CannotTell, "what it holds may have begun then, and would end with the switch");
}

#[test]
fn it_breaks_where_the_provider_does_not_know_its_account() {
    let (mut world, ..) = scheduler(GrantType::Code);
    world.policy().program_accounts = vec!["rota@sample.example".to_owned()];
    is(&world, Verdict::WillBreak, "nobody signs `Rota` in at the identity provider");
    world.policy().program_accounts.clear();
    world.policy().email_domains = vec!["elsewhere.example".to_owned()];
    is(&world, Verdict::WillBreak, "the identity provider does not know the address of `Rota`");
}

#[test]
fn it_breaks_where_its_account_is_gone_and_where_no_provider_works() {
    for grant in [GrantType::Code, GrantType::Saml2Bearer] {
        let (mut world, _, account) = scheduler(grant);
        world.edit_person(account, |user| user.state = UserState::Inactive);
        is(&world, Verdict::WillBreak, "it acts for `Rota`, who is inactive");
        world.edit_person(account, |user| user.state = UserState::Active);
        world.provider(&[]);
        is(&world, Verdict::WillBreak, "no identity provider works");
    }
}

#[test]
fn a_token_after_the_switch_was_turned_on_speaks_for_it() {
    let (mut world, _, account) = scheduler(GrantType::Code);
    world.edit_person(account, |user| user.last_login = Some(ago(20)));
    world.sso_only();
    is(&world, Verdict::WillBreak, "still signs in with a password");
    let (service, action, entity_type) = ("PeoplePermissions".to_owned(), "Update".to_owned(), "IdentityProvider".to_owned());
    let entity = Provider::PURECLOUD.to_owned();
    let properties = vec!["disabled".to_owned()];
    if let Fact::Known(audits) = &mut world.evidence().audits {
        audits.push(Audited { at: ago(5), service, action, entity_type, entity, user: None, client: None, properties });
    }
    is(&world, Verdict::KeepsWorking, "after the switch was turned on");
}

#[test]
fn it_cannot_be_told_for_whom_it_acts() {
    let (mut world, client, _) = scheduler(GrantType::Code);
    world.evidence().usage = Fact::Known(Vec::new());
    is(&world, Verdict::CannotTell, "it called nothing within 30 days");
    world.called(client, "GET", "api/v2/users", 3, 0);
    is(&world, Verdict::CannotTell, "its usage of 30 days does not name the person");
    world.evidence().usage = Fact::Unknown("403".to_owned());
    is(&world, Verdict::CannotTell, "usage could not be read: 403");
}

#[test]
fn it_cannot_be_told_where_sign_ins_or_providers_could_not_be_read() {
    let (mut world, ..) = scheduler(GrantType::Code);
    world.unread(Piece::Activity);
    is(&world, Verdict::CannotTell, "how `Rota` signs in is not known");
    world.evidence().unread.clear();
    for part in [Part::Providers, Part::Users] {
        let organization = world.without(part);
        let report = audit(&world.inputs(&organization));
        let found = report.certificate.clients.iter().find(|client| client.name == "Scheduler").unwrap();
        assert_eq!(found.verdict, Verdict::CannotTell, "{part:?}: {:?}", found.because);
    }
}

#[test]
fn what_its_account_may_not_do_breaks_it() {
    let (mut world, client, account) = scheduler(GrantType::Code);
    world.needs(client, "post_routing_queues", Place::Unsaid, "a queue");
    is(&world, Verdict::WillBreak, "`POST /api/v2/routing/queues` is refused to `Rota`: 403 `missing.any.permissions`");
    let role = world.role("Queues", &["routing:queue:add"]);
    world.give(postern_model::Subject { kind: postern_model::SubjectKind::User, id: account.uuid() }, role, postern_model::Reach::All);
    is(&world, Verdict::KeepsWorking, "the one operation of its workload is permitted to `Rota`");
}

#[test]
fn bearer_assertions_go_on_if_the_provider_gives_them() {
    let (world, ..) = scheduler(GrantType::Saml2Bearer);
    let (verdict, only_if, because) = of(&world);
    assert_eq!((verdict, only_if.len()), (Verdict::KeepsWorking, 1), "{because:?}");
    assert!(only_if[0].starts_with("the identity provider goes on giving it assertions"), "{only_if:?}");
    assert!(because.contains(&"assertions of the identity provider go on (inferred)".to_owned()), "{because:?}");
}

#[test]
fn without_the_switch_a_password_goes_on_and_the_implicit_grant_ends_all_the_same() {
    let (mut world, ..) = scheduler(GrantType::Password);
    is(&world, Verdict::WillBreak, "single sign-on only");
    world.policy().people = People::Any;
    is(&world, Verdict::KeepsWorking, "the policy does not ask for the switch");
    let (mut world, ..) = scheduler(GrantType::Token);
    world.policy().people = People::Any;
    is(&world, Verdict::WillBreak, "the implicit grant ends on");
    assert!(world.draft.profile().settings.implicit_end_date > NOW.date());
}

#[test]
fn scopes_count_where_they_are_enforced_and_are_a_condition_where_nothing_shows_it() {
    let (mut world, client, account) = scheduler(GrantType::Saml2Bearer);
    world.needs(client, "get_users", Place::Unsaid, "a list");
    world.edit_client(client, |client| client.scope = vec!["greetings:readonly".to_owned()]);
    let role = world.role("Reader", &["directory:user:view"]);
    world.give(postern_testkit::build::user_subject(account), role, postern_model::Reach::All);
    is(&world, Verdict::KeepsWorking, "permitted");
    world.unread(Piece::ScopeEnforcement);
    let condition = "scopes are not enforced, which nothing shows: the client has none of those of 1 operations";
    assert!(of(&world).1.contains(&condition.to_owned()), "{:?}", of(&world));
    let mut profile = world.draft.profile().clone();
    profile.settings.scopes_enforce = true;
    world.draft.put_profile(profile).unwrap();
    is(&world, Verdict::WillBreak, "the client has none of the scopes users, users:readonly");
}
