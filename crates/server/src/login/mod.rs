//! The login host: what browsers are shown, token endpoint, metadata, and the wrong URLs people find in forums.

mod answer;
mod authorize;
pub(crate) mod browser;
mod choices;
mod consent;
mod form;
mod issue;
mod logout;
pub(crate) mod metadata;
pub(crate) mod pages;
pub(crate) mod password;
mod place;
pub(crate) mod routes;
pub(crate) mod saml;
mod sign_in;
mod steps;
pub(crate) mod then;
pub(crate) mod token;
pub(crate) mod visit;
pub(crate) mod wrong_urls;
