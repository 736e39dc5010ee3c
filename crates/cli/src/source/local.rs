//! A local organization, which tells its own state at `/postern/snapshot`.

use postern_cloud::Place;
use postern_model::Snapshot;

use super::{Failure, progress::Shown};

pub fn read(place: &Place) -> Result<Snapshot, Failure> {
    let shown = Shown::new();
    let told = postern_cloud::told(place, &shown);
    shown.end();
    told.map_err(|not| Failure::not_collected(not.error, not.help))
}
