//! `/api/v2/authorization/divisions`.

pub mod create;
pub mod delete;
pub mod deleted;
pub mod get;
pub mod grants;
pub mod home;
pub mod limit;
pub mod list;
pub mod objects;
pub mod put;
pub mod query;
pub mod restore;
pub mod sight;
pub mod view;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_authorization_divisions", Handler::Read(list::handle)),
    ("post_authorization_divisions", Handler::Write(create::handle)),
    ("get_authorization_division", Handler::Read(get::handle)),
    ("put_authorization_division", Handler::Write(put::handle)),
    ("delete_authorization_division", Handler::Write(delete::handle)),
    ("get_authorization_divisions_deleted", Handler::Read(deleted::list::handle)),
    ("get_authorization_divisions_home", Handler::Read(home::get::handle)),
    ("get_authorization_divisions_limit", Handler::Read(limit::get::handle)),
    ("get_authorization_divisions_query", Handler::Read(query::list::handle)),
    ("get_authorization_division_grants", Handler::Read(grants::list::handle)),
    ("post_authorization_division_object", Handler::Write(objects::post::handle)),
    ("post_authorization_division_restore", Handler::Write(restore::post::handle)),
];
