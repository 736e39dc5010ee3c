use postern_audit::State;
use postern_model::Client;
use postern_model::Fact;
use postern_model::Id;
use postern_model::evidence::Audited;
use postern_model::evidence::Piece;

use crate::world::{World, ago};

fn with_secret(days: i64) -> (World, Id<Client>) {
    let mut world = World::new();
    let id = world.machine("Old");
    world.edit_client(id, |client| {
        client.secret_made = ago(days);
        client.date_created = ago(days);
    });
    (world, id)
}

#[test]
fn fires_for_a_secret_past_the_policys_age() {
    let (mut world, _) = with_secret(400);
    world.says("TOK-02", &["Old: its secret is 400 days old; the policy has 365"]);
    world.list("Old").secret_days = Some(90);
    world.says("TOK-02", &["Old: its secret is 400 days old; the policy has 90"]);
}

#[test]
fn cannot_tell_where_the_api_shows_no_age() {
    let (mut world, id) = with_secret(400);
    world.unread(Piece::SecretAge);
    let why = "how old its secret is cannot be told: the API shows it nowhere, and no audit event of the window tells of a new one";
    world.says("TOK-02", &[&format!("? Old: {why}")]);
    let event = Audited {
        at: ago(3),
        service: "PeoplePermissions".to_owned(),
        action: "Update".to_owned(),
        entity_type: "OAuthClient".to_owned(),
        entity: id.to_string(),
        user: None,
        client: None,
        properties: vec!["secret".to_owned()],
    };
    world.evidence().audits = Fact::Known(vec![event]);
    world.silent("TOK-02");
}

#[test]
fn cannot_tell_where_audit_events_could_not_be_read_and_says_what_would_show_them() {
    let (mut world, _) = with_secret(400);
    world.unread(Piece::SecretAge);
    world.evidence().audits = Fact::Unknown("403 `missing.any.permissions`".to_owned());
    let why = "the API shows it nowhere, and audit events could not be read: 403 `missing.any.permissions`";
    world.says("TOK-02", &[&format!("? Old: how old its secret is cannot be told: {why}")]);
    let found = world.ask("TOK-02");
    assert_eq!(found[0].state, State::Unknown { needs: vec!["audits:audit:view".to_owned()] });
    assert_eq!(found[0].evidence[0], "`POST /api/v2/audits/query` would show it");
}

#[test]
fn does_not_fire_for_a_young_secret_or_a_young_client() {
    let (mut world, _) = with_secret(20);
    world.silent("TOK-02");
    world.unread(Piece::SecretAge);
    world.silent("TOK-02");
}
