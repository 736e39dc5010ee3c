//! `/api/v2/teams`: who is in a team. Teams themselves are kept as they are given.

pub mod members;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_team_members", Handler::Read(members::list::handle)),
    ("post_team_members", Handler::Write(members::post::handle)),
    ("delete_team_members", Handler::Write(members::delete::handle)),
];
