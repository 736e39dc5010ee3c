//! `/api/v2/authorization/roles`.

pub mod comparedefault;
pub mod create;
pub mod default;
pub mod delete;
pub mod get;
pub mod list;
pub mod patch;
pub mod post;
pub mod put;
pub mod settings;
pub mod subjectgrants;
pub mod users;
pub mod view;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_authorization_roles", Handler::Read(list::handle)),
    ("post_authorization_roles", Handler::Write(create::handle)),
    ("get_authorization_role", Handler::Read(get::handle)),
    ("put_authorization_role", Handler::Write(put::handle)),
    ("patch_authorization_role", Handler::Write(patch::handle)),
    ("delete_authorization_role", Handler::Write(delete::handle)),
    ("post_authorization_roles_default", Handler::Write(default::post::handle)),
    ("put_authorization_roles_default", Handler::Write(default::put::handle)),
    ("get_authorization_roles_settings", Handler::Read(settings::get::handle)),
    ("put_authorization_roles_settings", Handler::Write(settings::put::handle)),
    ("get_authorization_role_comparedefault_right_role_id", Handler::Read(comparedefault::get::handle)),
    ("post_authorization_role_comparedefault_right_role_id", Handler::Read(comparedefault::post::handle)),
    ("get_authorization_role_subjectgrants", Handler::Read(subjectgrants::list::handle)),
    ("get_authorization_role_users", Handler::Read(users::list::handle)),
    ("post_authorization_role", Handler::Write(post::handle)),
    ("put_authorization_role_users_add", Handler::Write(users::add::put::handle)),
    ("put_authorization_role_users_remove", Handler::Write(users::remove::put::handle)),
];
