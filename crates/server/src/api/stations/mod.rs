//! `/api/v2/stations`: who sits at a station. Stations come with their phones.

pub mod associateduser;

use std::sync::Arc;

use postern_org::{Organization, Resource};

use crate::{call::Handler, fault::Fault};

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[("delete_station_associateduser", Handler::Write(associateduser::delete::handle))];

/// The station with this id.
pub fn named(organization: &Organization, id: &str) -> Result<Arc<Resource>, Fault> {
    organization.resources().get(&format!("/stations/{id}")).map(Arc::clone).ok_or_else(Fault::not_found)
}
