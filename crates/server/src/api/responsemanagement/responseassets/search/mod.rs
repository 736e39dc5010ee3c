//! `/api/v2/responsemanagement/responseassets/search`.

pub mod post;
