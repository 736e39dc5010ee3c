//! `/api/v2/taskmanagement`: what is more than storing workbins, worktypes, work items and their schemas.

pub mod filter;
pub mod query;
pub mod workbins;
pub mod workitems;
pub mod worktypes;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("post_taskmanagement_workbins_query", Handler::Read(workbins::query::post::handle)),
    ("post_taskmanagement_workitems", Handler::Write(workitems::create::handle)),
    ("post_taskmanagement_workitems_query", Handler::Read(workitems::query::post::handle)),
    ("post_taskmanagement_worktypes", Handler::Write(worktypes::create::handle)),
    ("patch_taskmanagement_worktype", Handler::Write(worktypes::patch::handle)),
    ("post_taskmanagement_worktypes_query", Handler::Read(worktypes::query::post::handle)),
];
