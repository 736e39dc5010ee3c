//! `/api/v2/locations`: the search. Locations themselves are kept as they are given.

pub mod search;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_locations_search", Handler::Read(search::get::handle)),
    ("post_locations_search", Handler::Read(search::post::handle)),
];
