use postern_audit::policy::RoleAt;
use postern_model::Reach;

use crate::world::World;

#[test]
fn fires_for_roles_that_the_policy_does_not_have_and_those_that_lack() {
    let mut world = World::new();
    world.machine_with("Pipeline", &["routing:queue:view"], Reach::All);
    world.list("Pipeline").roles = Some(vec![RoleAt { role: "Reader".to_owned(), division: "Home".to_owned() }]);
    world.says(
        "POL-03",
        &[
            "Pipeline: holds `Pipeline role` in all divisions, which the policy does not have",
            "Pipeline: does not hold `Reader` in `Home`, which the policy has",
        ],
    );
}

#[test]
fn does_not_fire_for_the_policys_roles_or_where_it_does_not_say() {
    let mut world = World::new();
    world.machine_with("Pipeline", &["routing:queue:view"], Reach::All);
    world.list("Pipeline").roles = Some(vec![RoleAt { role: "Pipeline role".to_owned(), division: "*".to_owned() }]);
    world.machine_with("Other", &["routing:queue:view"], Reach::All);
    world.list("Other");
    world.silent("POL-03");
}
