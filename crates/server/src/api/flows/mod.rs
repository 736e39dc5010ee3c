//! `/api/v2/flows`: flows are published by jobs; their locks.

pub mod actions;
pub mod delete;
pub mod get;
pub mod jobs;
mod lock;
mod publish;
mod source;

use postern_org::Organization;

use crate::{call::Handler, fault::Fault};

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_flow", Handler::Read(get::handle)),
    ("delete_flow", Handler::Write(delete::handle)),
    ("post_flows_actions_checkout", Handler::Write(actions::checkout::post::handle)),
    ("post_flows_actions_unlock", Handler::Write(actions::unlock::post::handle)),
    ("post_flows_jobs", Handler::Write(jobs::create::handle)),
    ("get_flows_job", Handler::Read(jobs::get::handle)),
];

/// Where deleted flows are.
const DELETED: &str = "/flows/deleted";

/// What is said of a flow that is not there: whether it ever was.
fn missing(organization: &Organization, id: &str) -> Fault {
    match organization.resources().get(&format!("{DELETED}/{id}")) {
        Some(_) => Fault::new(410, "architect.flow.deleted", format!("flow `{id}` was deleted")),
        None => Fault::new(404, "architect.flow.not.found", format!("flow `{id}` was not found")),
    }
}
