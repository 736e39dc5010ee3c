//! Certificates of the demo organization's identity providers: RSA-2048, self-made, valid from 2026 to 2046. Their private
//! keys were thrown away, so nobody can sign in with them.

/// Of the provider `okta`.
pub const OKTA: &str = include_str!("okta.pem");
/// Of the provider `generic`.
pub const GENERIC: &str = include_str!("generic.pem");
/// Of the provider `generic` too: the key it changes to next.
pub const SPARE: &str = include_str!("spare.pem");
