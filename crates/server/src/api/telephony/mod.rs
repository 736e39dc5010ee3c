//! `/api/v2/telephony`: what is more than storing: the lines of phones and of their settings, the numbers of pools.

pub mod providers;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_telephony_providers_edges_dids", Handler::Read(providers::edges::dids::list::handle)),
    ("post_telephony_providers_edges_phonebasesettings", Handler::Write(providers::edges::phonebasesettings::create::handle)),
    ("put_telephony_providers_edges_phonebasesetting", Handler::Write(providers::edges::phonebasesettings::put::handle)),
    ("delete_telephony_providers_edges_phonebasesetting", Handler::Write(providers::edges::phonebasesettings::delete::handle)),
    ("get_telephony_providers_edges_phonebasesettings_template", Handler::Read(providers::edges::phonebasesettings::template::get::handle)),
    ("post_telephony_providers_edges_phones", Handler::Write(providers::edges::phones::create::handle)),
    ("put_telephony_providers_edges_phone", Handler::Write(providers::edges::phones::put::handle)),
    ("delete_telephony_providers_edges_phone", Handler::Write(providers::edges::phones::delete::handle)),
];
