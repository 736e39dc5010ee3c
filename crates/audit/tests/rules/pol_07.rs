use postern_audit::policy::BreakGlass;
use postern_model::UserState;

use crate::world::{World, ago};

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
fn fires_for_a_name_that_several_have() {
    let mut world = World::new();
    let (ada, other) = (world.person("Ada"), world.person("Other"));
    world.edit_person(other, |user| user.name = "ada".to_owned());
    world.edit_person(ada, |user| user.last_login = Some(ago(2)));
    exempt(&mut world, "Ada");
    world.says("POL-07", &["Ada: 2 people are called so, and none of them is exempt: name one by the e-mail address"]);
    world.says("PPL-02", &["Ada: signed in with a password on 2026-05-30, within 30 days"]);
    assert!(world.policy.as_ref().unwrap().entry(&world.draft, postern_model::policy::Mode::Enforce).break_glass.is_empty());
    world.edit_person(other, |user| user.state = UserState::Deleted);
    world.silent("PPL-02");
}

#[test]
fn does_not_fire_for_an_administrator() {
    let mut world = World::new();
    let admin = world.draft.users().next().unwrap().email.clone();
    exempt(&mut world, &admin);
    world.silent("POL-07");
}
