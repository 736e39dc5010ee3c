//! `/api/v2/journey`: versions of views; the rest is stored as it comes.

pub mod views;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[("put_journey_view_version", Handler::Write(views::versions::put::handle))];
