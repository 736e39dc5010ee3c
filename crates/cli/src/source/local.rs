//! A local organization, which tells its own state at `/postern/snapshot`.

use postern_cloud::{Place, Trust};
use postern_model::Snapshot;

use super::{Failure, progress::Shown};

pub fn read(place: &Place, trust: &Trust, days: u32) -> Result<Snapshot, Failure> {
    let shown = Shown::new();
    let told = postern_cloud::told(place, trust, days, &shown);
    shown.end();
    told.map_err(|not| Failure::not_collected(not.error, not.help))
}
