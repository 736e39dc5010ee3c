//! Configurations of web deployments. What stands at a configuration's own path is its newest version; the draft is one of
//! its versions, beside those that were published.

pub mod create;
pub mod versions;

/// Where a configuration is.
fn at(id: &str) -> String {
    format!("/webdeployments/configurations/{id}")
}
