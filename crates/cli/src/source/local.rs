//! A local organization, which tells its own state at `/postern/snapshot`.

use postern_cloud::Place;
use postern_model::Snapshot;

use super::{Failure, progress::Shown};

pub fn read(place: &Place, days: u32) -> Result<Snapshot, Failure> {
    let shown = Shown::new();
    let told = postern_cloud::told(place, days, &shown);
    shown.end();
    told.map_err(|not| Failure::not_collected(not.error, not.help))
}
