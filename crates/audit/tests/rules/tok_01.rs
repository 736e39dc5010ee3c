use crate::world::World;

#[test]
fn fires_for_tokens_past_the_policys_life() {
    let mut world = World::new();
    let (scim, pipeline) = (world.machine("SCIM"), world.machine("Pipeline"));
    world.edit_client(scim, |client| client.token_seconds = 38_880_000);
    world.edit_client(pipeline, |client| client.token_seconds = 7_200);
    world.list("Pipeline").token_seconds = Some(3_600);
    world.says(
        "TOK-01",
        &["Pipeline: its tokens live 2 hours, longer than 1 hours", "SCIM: its tokens live 450 days, longer than 24 hours"],
    );
}

#[test]
fn does_not_fire_for_a_day_or_where_the_policy_allows_more() {
    let mut world = World::new();
    let (day, scim) = (world.machine("Day"), world.machine("SCIM"));
    world.edit_client(day, |client| client.token_seconds = 86_400);
    world.edit_client(scim, |client| client.token_seconds = 38_880_000);
    world.list("SCIM").token_seconds = Some(38_880_000);
    world.silent("TOK-01");
}
