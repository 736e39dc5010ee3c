//! Harbour Bank, the demo organization, always the same.
#![allow(clippy::unwrap_used, dead_code, reason = "a test that cannot set up should stop loudly")]

use postern_catalog::Catalog;
use postern_model::{Entropy, Timestamp};
use postern_org::{Circumstances, Draft, Organization, demo, fresh};
use postern_testkit::sample;
use uuid::Uuid;

pub const NOW: Timestamp = sample::NOW;

/// The demo organization.
pub fn bank() -> Organization {
    let founding = fresh::Founding {
        id: Uuid::from_u128(1),
        name: "Harbour Bank".to_owned(),
        short_name: "harbour".to_owned(),
        email_domain: "harbourbank.example".to_owned(),
    };
    let empty = Organization::empty(fresh::profile(&founding)).unwrap();
    let circumstances = Circumstances { now: NOW, entropy: Entropy::from_seed([3; 32]), pepper: [9; 32], actor: None };
    let mut draft = Draft::new(&empty, Catalog::builtin(), circumstances);
    fresh::found(&mut draft, "harbourbank.example").unwrap();
    demo::tell(&mut draft, "harbourbank.example").unwrap();
    draft.finish().0
}
