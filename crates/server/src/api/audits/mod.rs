//! `/api/v2/audits`: the change log as the audit trail.

pub mod query;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("post_audits_query", Handler::Read(query::create::handle)),
    ("get_audits_query_transaction_id", Handler::Read(query::get::handle)),
    ("get_audits_query_transaction_id_results", Handler::Query(query::results::get::handle)),
    ("get_audits_query_servicemapping", Handler::Read(query::servicemapping::get::handle)),
    ("post_audits_query_realtime", Handler::Query(query::realtime::post::handle)),
    ("post_audits_query_realtime_related", Handler::Query(query::realtime::related::post::handle)),
    ("get_audits_query_realtime_servicemapping", Handler::Read(query::realtime::servicemapping::get::handle)),
];
