use postern_model::GrantType;

use crate::world::World;

#[test]
fn fires_for_scopes_that_do_not_exist_or_do_nothing() {
    let mut world = World::new();
    let (desktop, machine) = (world.client("Desktop", GrantType::Code), world.machine("Machine"));
    world.edit_client(desktop, |client| client.scope = vec!["routing:queue:view".to_owned(), "users:readonly".to_owned()]);
    world.edit_client(machine, |client| client.scope = vec!["routing".to_owned()]);
    world.says(
        "CLI-10",
        &[
            "Desktop: the scope `routing:queue:view` does not exist; that is the name of a permission",
            "Machine: has scopes, which do not apply to client credentials: they neither give nor take anything",
        ],
    );
}

#[test]
fn does_not_fire_for_scopes_that_exist() {
    let mut world = World::new();
    let desktop = world.client("Desktop", GrantType::Code);
    world.edit_client(desktop, |client| client.scope = vec!["users:readonly".to_owned(), "routing".to_owned()]);
    world.silent("CLI-10");
}
