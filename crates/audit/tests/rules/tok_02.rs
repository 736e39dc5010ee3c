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
fn does_not_fire_for_a_young_secret_or_a_young_client() {
    let (mut world, _) = with_secret(20);
    world.silent("TOK-02");
    world.unread(Piece::SecretAge);
    world.silent("TOK-02");
}
