//! `/api/v2/oauth`: the clients of the organization, their scopes and authorizations.

pub mod authorizations;
pub mod clients;
pub mod scopes;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_oauth_authorizations", Handler::Read(authorizations::list::handle)),
    ("get_oauth_authorization", Handler::Read(authorizations::get::handle)),
    ("get_oauth_clients", Handler::Read(clients::list::handle)),
    ("post_oauth_clients", Handler::Write(clients::create::handle)),
    ("get_oauth_client", Handler::Read(clients::get::handle)),
    ("put_oauth_client", Handler::Write(clients::put::handle)),
    ("delete_oauth_client", Handler::Write(clients::delete::handle)),
    ("post_oauth_client_secret", Handler::Write(clients::secret::post::handle)),
    ("post_oauth_client_usage_query", Handler::Read(clients::usage::query::post::handle)),
    ("get_oauth_client_usage_query_result", Handler::Query(clients::usage::query::results::get::handle)),
    ("get_oauth_client_usage_summary", Handler::Read(clients::usage::summary::get::handle)),
    ("get_oauth_scopes", Handler::Read(scopes::list::handle)),
    ("get_oauth_scope", Handler::Read(scopes::get::handle)),
];
