//! SAML 2.0 at the login host: people come in through an identity provider.

pub(crate) mod key;
pub(crate) mod parties;
