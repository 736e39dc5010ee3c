//! The login host: what browsers are shown, token endpoint, metadata, and the wrong URLs people find in forums.

pub(crate) mod browser;
pub(crate) mod metadata;
pub(crate) mod pages;
pub(crate) mod saml;
pub(crate) mod then;
pub(crate) mod token;
pub(crate) mod wrong_urls;
