//! `/api/v2/organizations`: the organization's record, its features, its authentication settings.

pub mod authentication;
pub mod embeddedintegration;
pub mod features;
pub mod ipaddressauthentication;
pub mod me;
pub mod whitelist;

use crate::call::Handler;

/// Built operations.
pub const TABLE: &[(&str, Handler)] = &[
    ("get_organizations_me", Handler::Read(me::get::handle)),
    ("put_organizations_me", Handler::Write(me::put::handle)),
    ("patch_organizations_feature", Handler::Write(features::patch::handle)),
    ("get_organizations_authentication_settings", Handler::Read(authentication::settings::get::handle)),
    ("patch_organizations_authentication_settings", Handler::Write(authentication::settings::patch::handle)),
    ("get_organizations_ipaddressauthentication", Handler::Read(ipaddressauthentication::get::handle)),
    ("put_organizations_ipaddressauthentication", Handler::Write(ipaddressauthentication::put::handle)),
    ("get_organizations_whitelist", Handler::Read(whitelist::get::handle)),
    ("put_organizations_whitelist", Handler::Write(whitelist::put::handle)),
    ("get_organizations_embeddedintegration", Handler::Read(embeddedintegration::get::handle)),
    ("put_organizations_embeddedintegration", Handler::Write(embeddedintegration::put::handle)),
];
