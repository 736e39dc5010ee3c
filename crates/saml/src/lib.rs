//! The SAML 2.0 service provider: metadata, requests, the checks of a response in one order, logout.
//!
//! Ring 1: pure; the present moment, ids and chance are arguments. Sources: SAML 2.0 core, bindings, profiles and
//! metadata (OASIS, 2005), XML Signature 1.1, Exclusive XML Canonicalization 1.0, RFC 7522.
//!
//! It is deliberately narrow. XML is refused as soon as two readers could disagree on it; signatures have one shape; and
//! who signs in is read from a fresh parse of exactly the octets whose signature was verified. To add a check, write its
//! file under `response/`, give it a line in the list there, a [`Code`], and a page in `docs/reasons/`.
#![deny(missing_docs)]

mod claims;
mod code;
mod dsig;
mod encoding;
mod keys;
mod logout;
mod metadata;
mod moment;
mod outgoing;
mod party;
mod redirect;
mod response;
mod trace;
mod xml;

pub use claims::NameId;
pub use code::Code;
pub use dsig::sign::sign_enveloped;
pub use keys::{CertificateFault, SigningKey, TrustedKey};
pub use logout::{Delivery, LogoutHint, LogoutRequest, LogoutResponse, logout_hint, verify_logout_request, verify_logout_response};
pub use metadata::{IdpMetadata, parse_idp_metadata, sp_metadata};
pub use outgoing::{Carrier, Outgoing, authn_request, logout_request, logout_response};
pub use party::{Binding, Endpoint, Idp, NameIdFormat, PendingLogin, Policy, Sp, Use};
pub use response::{Accepted, Hint, MESSAGE_CHECKS, Verdict, accept, claim_checks, hint};
pub use trace::{Refusal, Step};
