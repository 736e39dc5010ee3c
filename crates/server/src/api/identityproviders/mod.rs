//! `/api/v2/identityproviders`: the fixed kinds, each a singleton, and custom providers with ids.
//!
//! The fixed kinds differ in what they ask of a record, and that is data: `postern_org::change::providers::FIXED`. So their
//! 33 operations share three handlers under [`fixed`], and the rule *one operation, one file* yields to *one thing, once*.

pub mod create;
pub mod delete;
pub mod fixed;
pub mod get;
pub mod list;
pub mod put;
mod view;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_identityproviders", Handler::Read(list::handle)),
    ("post_identityproviders", Handler::Write(create::handle)),
    ("get_identityprovider", Handler::Read(get::handle)),
    ("put_identityprovider", Handler::Write(put::handle)),
    ("delete_identityprovider", Handler::Write(delete::handle)),
    ("get_identityproviders_adfs", Handler::Read(fixed::get::handle)),
    ("put_identityproviders_adfs", Handler::Write(fixed::put::handle)),
    ("delete_identityproviders_adfs", Handler::Write(fixed::delete::handle)),
    ("get_identityproviders_cic", Handler::Read(fixed::get::handle)),
    ("put_identityproviders_cic", Handler::Write(fixed::put::handle)),
    ("delete_identityproviders_cic", Handler::Write(fixed::delete::handle)),
    ("get_identityproviders_generic", Handler::Read(fixed::get::handle)),
    ("put_identityproviders_generic", Handler::Write(fixed::put::handle)),
    ("delete_identityproviders_generic", Handler::Write(fixed::delete::handle)),
    ("get_identityproviders_gsuite", Handler::Read(fixed::get::handle)),
    ("put_identityproviders_gsuite", Handler::Write(fixed::put::handle)),
    ("delete_identityproviders_gsuite", Handler::Write(fixed::delete::handle)),
    ("get_identityproviders_identitynow", Handler::Read(fixed::get::handle)),
    ("put_identityproviders_identitynow", Handler::Write(fixed::put::handle)),
    ("delete_identityproviders_identitynow", Handler::Write(fixed::delete::handle)),
    ("get_identityproviders_okta", Handler::Read(fixed::get::handle)),
    ("put_identityproviders_okta", Handler::Write(fixed::put::handle)),
    ("delete_identityproviders_okta", Handler::Write(fixed::delete::handle)),
    ("get_identityproviders_onelogin", Handler::Read(fixed::get::handle)),
    ("put_identityproviders_onelogin", Handler::Write(fixed::put::handle)),
    ("delete_identityproviders_onelogin", Handler::Write(fixed::delete::handle)),
    ("get_identityproviders_ping", Handler::Read(fixed::get::handle)),
    ("put_identityproviders_ping", Handler::Write(fixed::put::handle)),
    ("delete_identityproviders_ping", Handler::Write(fixed::delete::handle)),
    ("get_identityproviders_purecloud", Handler::Read(fixed::get::handle)),
    ("put_identityproviders_purecloud", Handler::Write(fixed::put::handle)),
    ("delete_identityproviders_purecloud", Handler::Write(fixed::delete::handle)),
    ("get_identityproviders_pureengage", Handler::Read(fixed::get::handle)),
    ("put_identityproviders_pureengage", Handler::Write(fixed::put::handle)),
    ("delete_identityproviders_pureengage", Handler::Write(fixed::delete::handle)),
    ("get_identityproviders_salesforce", Handler::Read(fixed::get::handle)),
    ("put_identityproviders_salesforce", Handler::Write(fixed::put::handle)),
    ("delete_identityproviders_salesforce", Handler::Write(fixed::delete::handle)),
];
