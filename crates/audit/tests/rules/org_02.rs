use postern_model::Fact;
use postern_model::Timestamp;
use postern_model::evidence::Trustee;
use uuid::Uuid;

use crate::world::{World, ago};

fn trustee(enabled: bool, expires: Option<Timestamp>) -> Trustee {
    Trustee { organization: Uuid::from_u128(7), name: Some("Partner".to_owned()), enabled, full_access: false, expires }
}

#[test]
fn fires_for_a_live_pairing() {
    let mut world = World::new();
    world.evidence().trustees = Fact::Known(vec![trustee(true, None)]);
    let text = "Partner: its people sign in at home, so this organization's switch, passwords and second factor do not bind them";
    world.says("ORG-02", &[text]);
}

#[test]
fn does_not_fire_for_a_pairing_that_is_over() {
    let mut world = World::new();
    world.evidence().trustees = Fact::Known(vec![trustee(false, None), trustee(true, Some(ago(1)))]);
    world.silent("ORG-02");
}
