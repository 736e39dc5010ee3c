//! `/api/v2/outbound`: contacts and do-not-contact entries as far as they are more than stored entities.

pub mod contactlists;
pub mod csv;
pub mod dnclists;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("post_outbound_contactlist_clear", Handler::Write(contactlists::clear::post::handle)),
    ("post_outbound_contactlist_contacts_search", Handler::Read(contactlists::contacts::search::post::handle)),
    ("get_outbound_contactlist_export", Handler::Read(contactlists::export::get::handle)),
    ("post_outbound_contactlist_export", Handler::Write(contactlists::export::post::handle)),
    ("get_outbound_dnclist_export", Handler::Read(dnclists::export::get::handle)),
    ("post_outbound_dnclist_export", Handler::Write(dnclists::export::post::handle)),
    ("delete_outbound_dnclist_phonenumbers", Handler::Write(dnclists::phonenumbers::delete::handle)),
    ("patch_outbound_dnclist_phonenumbers", Handler::Write(dnclists::phonenumbers::patch::handle)),
    ("post_outbound_dnclist_phonenumbers", Handler::Write(dnclists::phonenumbers::post::handle)),
];
