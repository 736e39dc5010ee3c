//! Putting workloads together.

use postern_catalog::OperationId;

use crate::{Gap, Need, Origin, Place, Workload};

impl Workload {
    /// Adds a need. An operation that is needed in the same place already keeps its first origin, unless the new one was
    /// seen and the first inferred.
    pub fn add(&mut self, need: Need) {
        match self.needs.iter_mut().find(|known| known.operation == need.operation && known.place == need.place) {
            Some(known) if need.origin.seen && !known.origin.seen => known.origin = need.origin,
            Some(_) => {}
            None => self.needs.push(need),
        }
    }

    /// Adds a gap, once.
    pub fn add_gap(&mut self, at: impl Into<String>, why: impl Into<String>) {
        let gap = Gap { at: at.into(), why: why.into() };
        if !self.gaps.contains(&gap) {
            self.gaps.push(gap);
        }
    }

    /// Adds a gap, the first of those that say the same.
    pub(crate) fn add_gap_once(&mut self, at: &str, why: String) {
        if self.gaps.iter().all(|gap| gap.why != why) {
            self.gaps.push(Gap { at: at.to_owned(), why });
        }
    }

    /// Adds everything of another workload.
    pub fn merge(&mut self, other: Self) {
        other.needs.into_iter().for_each(|need| self.add(need));
        other.gaps.into_iter().for_each(|gap| self.add_gap(gap.at, gap.why));
    }

    pub(crate) fn need(&mut self, operation: OperationId, place: Place, origin: Origin) {
        self.add(Need { operation, place, origin });
    }
}
