//! `/api/v2/flows`: flows are published by jobs; their locks.

pub mod actions;
pub mod jobs;
mod lock;
mod publish;
mod source;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("post_flows_actions_checkout", Handler::Write(actions::checkout::post::handle)),
    ("post_flows_actions_unlock", Handler::Write(actions::unlock::post::handle)),
    ("post_flows_jobs", Handler::Write(jobs::create::handle)),
    ("get_flows_job", Handler::Read(jobs::get::handle)),
];
