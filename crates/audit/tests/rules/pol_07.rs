use postern_audit::policy::BreakGlass;
use postern_model::UserState;

use crate::world::World;

fn exempt(world: &mut World, person: &str) {
    world.policy().break_glass.push(BreakGlass { person: person.to_owned(), reason: "drill".to_owned() });
}

#[test]
fn fires_for_accounts_that_would_not_help() {
    let mut world = World::new();
    let gone = world.person("Gone");
    world.edit_person(gone, |user| user.state = UserState::Inactive);
    world.person("Powerless");
    exempt(&mut world, "nobody@local.example");
    exempt(&mut world, "gone@local.example");
    exempt(&mut world, "Powerless");
    world.says(
        "POL-07",
        &[
            "nobody@local.example: the organization has no such person",
            "Gone: is inactive: nobody can sign in with it",
            "Powerless: may not change identity providers (`sso:provider:edit`), so it could repair nothing",
        ],
    );
}

#[test]
fn does_not_fire_for_an_administrator() {
    let mut world = World::new();
    let admin = world.draft.users().next().unwrap().email.clone();
    exempt(&mut world, &admin);
    world.silent("POL-07");
}
