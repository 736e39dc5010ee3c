//! `/api/v2/authorization/subjects`: who holds which role where.

pub mod bulkadd;
pub mod bulkremove;
pub mod bulkreplace;
pub mod divisions;
pub mod get;
pub mod me;
pub mod pairs;
pub mod rolecounts;
pub mod view;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_authorization_subjects_me", Handler::Read(me::get::handle)),
    ("get_authorization_subjects_rolecounts", Handler::Read(rolecounts::get::handle)),
    ("get_authorization_subject", Handler::Read(get::handle)),
    ("post_authorization_subject_bulkadd", Handler::Write(bulkadd::post::handle)),
    ("post_authorization_subject_bulkremove", Handler::Write(bulkremove::post::handle)),
    ("post_authorization_subject_bulkreplace", Handler::Write(bulkreplace::post::handle)),
    ("post_authorization_subject_division_role", Handler::Write(divisions::roles::post::handle)),
    ("delete_authorization_subject_division_role", Handler::Write(divisions::roles::delete::handle)),
];
