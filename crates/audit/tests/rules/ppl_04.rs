use postern_model::Reach;
use postern_testkit::build;

use crate::world::World;

#[test]
fn fires_with_too_few_administrators() {
    let text = "Sample: 1 can grant roles in all divisions and come in through the identity provider; the policy wants 2";
    World::new().says("PPL-04", &[text]);
}

#[test]
fn does_not_fire_with_enough_that_the_provider_knows() {
    let mut world = World::new();
    let second = world.person("Second");
    let admin = world.shipped("admin");
    world.give(build::user_subject(second), admin, Reach::All);
    world.silent("PPL-04");
    world.edit_person(second, |user| user.email = "second@elsewhere.example".to_owned());
    world.policy().email_domains = vec!["local.example".to_owned()];
    assert_eq!(world.ask("PPL-04").len(), 1, "the provider does not know the second");
}
