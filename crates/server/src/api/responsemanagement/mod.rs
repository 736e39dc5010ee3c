//! `/api/v2/responsemanagement`: assets, which are uploaded.

pub mod responseassets;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("post_responsemanagement_responseassets_search", Handler::Read(responseassets::search::post::handle)),
    ("post_responsemanagement_responseassets_uploads", Handler::Write(responseassets::uploads::post::handle)),
];
