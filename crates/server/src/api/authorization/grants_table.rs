//! The operations on divisions, on grants, and on where permissions are held.

use super::{divisions, divisionspermitted, roles, subjects};
use crate::{api::users, call::Handler};

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_authorization_divisions", Handler::Read(divisions::list::handle)),
    ("post_authorization_divisions", Handler::Write(divisions::create::handle)),
    ("get_authorization_division", Handler::Read(divisions::get::handle)),
    ("put_authorization_division", Handler::Write(divisions::put::handle)),
    ("delete_authorization_division", Handler::Write(divisions::delete::handle)),
    ("get_authorization_divisions_deleted", Handler::Read(divisions::deleted::list::handle)),
    ("get_authorization_divisions_home", Handler::Read(divisions::home::get::handle)),
    ("get_authorization_divisions_limit", Handler::Read(divisions::limit::get::handle)),
    ("get_authorization_divisions_query", Handler::Read(divisions::query::list::handle)),
    ("get_authorization_division_grants", Handler::Read(divisions::grants::list::handle)),
    ("post_authorization_division_object", Handler::Write(divisions::objects::post::handle)),
    ("post_authorization_division_restore", Handler::Write(divisions::restore::post::handle)),
    ("get_authorization_divisionspermitted_me", Handler::Read(divisionspermitted::me::get::handle)),
    ("get_authorization_divisionspermitted_paged_me", Handler::Read(divisionspermitted::paged::me::list::handle)),
    ("get_authorization_divisionspermitted_paged_subject_id", Handler::Read(divisionspermitted::paged::list::handle)),
    ("post_authorization_role", Handler::Write(roles::post::handle)),
    ("put_authorization_role_users_add", Handler::Write(roles::users::add::put::handle)),
    ("put_authorization_role_users_remove", Handler::Write(roles::users::remove::put::handle)),
    ("get_authorization_subjects_me", Handler::Read(subjects::me::get::handle)),
    ("get_authorization_subjects_rolecounts", Handler::Read(subjects::rolecounts::get::handle)),
    ("get_authorization_subject", Handler::Read(subjects::get::handle)),
    ("post_authorization_subject_bulkadd", Handler::Write(subjects::bulkadd::post::handle)),
    ("post_authorization_subject_bulkremove", Handler::Write(subjects::bulkremove::post::handle)),
    ("post_authorization_subject_bulkreplace", Handler::Write(subjects::bulkreplace::post::handle)),
    ("post_authorization_subject_division_role", Handler::Write(subjects::divisions::roles::post::handle)),
    ("delete_authorization_subject_division_role", Handler::Write(subjects::divisions::roles::delete::handle)),
    ("get_user_roles", Handler::Read(users::roles::get::handle)),
    ("put_user_roles", Handler::Write(users::roles::put::handle)),
];
