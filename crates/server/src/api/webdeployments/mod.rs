//! `/api/v2/webdeployments`: configurations are drafted and published; the rest is stored as it comes.

pub mod configurations;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("post_webdeployments_configurations", Handler::Write(configurations::create::handle)),
    ("get_webdeployments_configuration_versions_draft", Handler::Read(configurations::versions::draft::get::handle)),
    ("put_webdeployments_configuration_versions_draft", Handler::Write(configurations::versions::draft::put::handle)),
    ("post_webdeployments_configuration_versions_draft_publish", Handler::Write(configurations::versions::draft::publish::post::handle)),
];
