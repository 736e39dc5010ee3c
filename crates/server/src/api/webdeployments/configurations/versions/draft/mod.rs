//! The draft of a configuration.

pub mod get;
pub mod publish;
pub mod put;

use std::sync::Arc;

use postern_org::{Organization, Resource};

use crate::{api::webdeployments::configurations::at, call::Call, fault::Fault};

/// Where the configuration of the request is.
fn configuration(call: &Call<'_>) -> String {
    at(&call.param("configurationId"))
}

/// The draft of the request's configuration.
fn found(call: &Call<'_>, organization: &Organization) -> Result<Arc<Resource>, Fault> {
    let path = format!("{}/versions/draft", configuration(call));
    organization.resources().get(&path).map(Arc::clone).ok_or_else(Fault::not_found)
}
