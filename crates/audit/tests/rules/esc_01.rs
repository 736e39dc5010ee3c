use postern_model::Reach;

use crate::world::World;

fn path(world: &World) -> Vec<String> {
    let found = world.ask("ESC-01");
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].path.clone()
}

#[test]
fn fires_for_who_may_grant_roles() {
    let mut world = World::new();
    world.machine_with("Pipeline", &["authorization:grant:add"], Reach::All);
    assert_eq!(path(&world), ["Pipeline → administrator: grants itself the administrator's role (`authorization:grant:add`)"]);
}

#[test]
fn fires_for_a_path_through_a_person() {
    let mut world = World::new();
    world.machine_with("Sign-in manager", &["sso:provider:edit"], Reach::All);
    let admin = world.draft.users().next().unwrap().name.clone();
    let through = format!("Sign-in manager → {admin}: signs in as them through an identity provider of its own (`sso:provider:edit`)");
    assert_eq!(path(&world), [through, format!("{admin} → administrator: holds the administrator's role in all divisions (role `admin`)")]);
}

#[test]
fn a_password_opens_nothing_once_single_sign_on_is_the_only_way_in() {
    let mut world = World::new();
    world.machine_with("Provisioning", &["directory:user:setPassword"], Reach::All);
    assert_eq!(path(&world).len(), 2);
    world.sso_only();
    world.silent("ESC-01");
}

#[test]
fn does_not_fire_for_readers_or_where_the_policy_says_so() {
    let mut world = World::new();
    world.machine_with("Reporting", &["routing:queue:view", "oauth:client:add"], Reach::All);
    world.machine_with("Pipeline", &["authorization:role:edit"], Reach::All);
    world.list("Pipeline").administrator = true;
    world.silent("ESC-01");
}
