use postern_model::Group;
use postern_model::Id;
use postern_model::Reach;
use postern_model::User;
use postern_testkit::build;

use crate::world::{NOW, World};

fn member(world: &mut World, name: &str) -> Id<User> {
    let id = world.person(name);
    let group = world.draft.fresh_id();
    world.draft.put_group(Group {
        id: group,
        name: format!("{name} group"),
        description: String::new(),
        r#type: "official".to_owned(),
        visibility: "public".to_owned(),
        rules_visible: true,
        roles_enabled: true,
        owners: Vec::new(),
        version: 1,
        date_modified: NOW,
        other: serde_json::Map::new(),
    });
    let role = world.role(&format!("{name} role"), &["routing:queue:view"]);
    world.give(build::group_subject(group), role, Reach::All);
    world.edit_person(id, |user| user.groups = vec![group]);
    id
}

#[test]
fn fires_for_a_programs_account_whose_roles_come_through_a_group() {
    let mut world = World::new();
    member(&mut world, "Callback service account");
    let text = "Callback service account: holds its roles through `Callback service account group` only; out of the group, it is refused everything";
    world.says("PPL-03", &[text]);
}

#[test]
fn does_not_fire_for_people_whom_the_provider_keeps_or_roles_of_ones_own() {
    let mut world = World::new();
    member(&mut world, "Anna");
    let own = member(&mut world, "Other service account");
    let role = world.role("Own", &["routing:queue:view"]);
    world.give(build::user_subject(own), role, Reach::All);
    world.silent("PPL-03");
    member(&mut world, "Third service account");
    world.policy().managed_groups = vec!["Another group".to_owned()];
    world.silent("PPL-03");
}
