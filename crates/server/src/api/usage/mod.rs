//! `/api/v2/usage`: how often operations were called, by whom and with what result. The counts are the server's own.

pub mod aggregates;
pub mod client;
pub mod interval;
pub mod job;
pub mod query;
pub mod report;
pub mod rows;
pub mod simplesearch;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("post_usage_query", Handler::Read(query::post::handle)),
    ("get_usage_query_execution_id_results", Handler::Query(query::results::get::handle)),
    ("post_usage_simplesearch", Handler::Read(simplesearch::post::handle)),
    ("get_usage_simplesearch_execution_id_results", Handler::Query(simplesearch::results::get::handle)),
    ("post_usage_aggregates_query_jobs", Handler::Read(aggregates::query::jobs::create::handle)),
    ("get_usage_aggregates_query_job", Handler::Query(aggregates::query::jobs::get::handle)),
    ("post_usage_client_client_id_aggregates_query_jobs", Handler::Read(client::aggregates::query::jobs::create::handle)),
    ("get_usage_client_client_id_aggregates_query_job", Handler::Query(client::aggregates::query::jobs::get::handle)),
];
