//! `/api/v2/authorization/divisionspermitted`: where a subject holds a permission.

pub mod me;
pub mod paged;
pub mod permitted;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_authorization_divisionspermitted_me", Handler::Read(me::get::handle)),
    ("get_authorization_divisionspermitted_paged_me", Handler::Read(paged::me::list::handle)),
    ("get_authorization_divisionspermitted_paged_subject_id", Handler::Read(paged::list::handle)),
];
