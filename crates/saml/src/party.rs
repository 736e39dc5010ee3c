//! The two parties: this organization as service provider, and one of its identity providers.

use postern_model::Settings;
use postern_model::Timestamp;
use postern_model::settings::{SignedElement, Treatment};

use crate::{SigningKey, TrustedKey};

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binding {
    /// HTTP-Redirect: deflated in the query, signed over the query's octets.
    Redirect,
    /// HTTP-POST: base64 in a form, signed inside the XML.
    Post,
}

impl Binding {
    /// Its identifier.
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Redirect => "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect",
            Self::Post => "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST",
        }
    }

    /// Reads an identifier, or the plain words that the provider API has for logout (`HTTP Redirect`, `HTTP Post`).
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "HTTP Redirect" => Some(Self::Redirect),
            "HTTP Post" => Some(Self::Post),
            _ => [Self::Redirect, Self::Post].into_iter().find(|binding| binding.uri() == text),
        }
    }
}

/// Where messages of one kind go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// How.
    pub binding: Binding,
    /// Where: an absolute URL.
    pub location: String,
}

/// What a name identifier is (SAML core §8.3), as far as the provider API knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NameIdFormat {
    /// Anything.
    #[default]
    Unspecified,
    /// An e-mail address.
    EmailAddress,
    /// An X.509 subject name.
    X509SubjectName,
    /// `DOMAIN\user`.
    WindowsDomainQualifiedName,
    /// A Kerberos principal.
    Kerberos,
    /// A SAML entity.
    Entity,
    /// An opaque name that stays.
    Persistent,
    /// An opaque name for one session.
    Transient,
}

impl NameIdFormat {
    const NAMED: [(Self, &'static str); 8] = [
        (Self::Unspecified, "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"),
        (Self::EmailAddress, "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"),
        (Self::X509SubjectName, "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName"),
        (Self::WindowsDomainQualifiedName, "urn:oasis:names:tc:SAML:1.1:nameid-format:WindowsDomainQualifiedName"),
        (Self::Kerberos, "urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos"),
        (Self::Entity, "urn:oasis:names:tc:SAML:2.0:nameid-format:entity"),
        (Self::Persistent, "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"),
        (Self::Transient, "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"),
    ];

    /// Its identifier.
    pub fn uri(self) -> &'static str {
        Self::NAMED.iter().find(|(format, _)| *format == self).map_or(Self::NAMED[0].1, |(_, uri)| uri)
    }

    /// Reads an identifier.
    pub fn parse(uri: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(_, known)| *known == uri).map(|(format, _)| *format)
    }
}

/// What the organization asks of responses: its settings `saml.*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// `saml.signed-element`
    pub signed_element: SignedElement,
    /// `saml.sha1`
    pub sha1: Treatment,
    /// `saml.unsolicited`
    pub unsolicited: Treatment,
    /// `saml.missing-organization-name`
    pub missing_organization_name: Treatment,
}

impl From<&Settings> for Policy {
    fn from(settings: &Settings) -> Self {
        Self {
            signed_element: settings.saml_signed_element,
            sha1: settings.saml_sha1,
            unsolicited: settings.saml_unsolicited,
            missing_organization_name: settings.saml_missing_organization_name,
        }
    }
}

/// This organization, as one identity provider knows it.
#[derive(Clone, Debug)]
pub struct Sp {
    /// `relyingPartyIdentifier` of the provider's record: our entity id there, and the audience of its assertions.
    pub entity_id: String,
    /// Where responses are posted, `https://login.<domain>/saml`.
    pub acs: String,
    /// Where logout messages arrive, `https://login.<domain>/saml/logout`.
    pub slo: String,
    /// The organization's short name: what the attribute `OrganizationName` must say.
    pub organization: String,
    /// Our key, when there is one; without it nothing that we send is signed.
    pub signing: Option<SigningKey>,
    /// The certificate of that key, in DER, for our metadata.
    pub certificate: Option<Vec<u8>>,
    /// The organization's settings.
    pub policy: Policy,
}

/// An identity provider, as configured.
#[derive(Clone, Debug)]
pub struct Idp {
    /// The provider record's id. A pending login must have been sent to the same one.
    pub id: String,
    /// `issuerURI`: its entity id.
    pub issuer: String,
    /// Keys of its certificates; the first five count.
    pub keys: Vec<TrustedKey>,
    /// Where people are sent to sign in.
    pub sso: Endpoint,
    /// Where they are sent to sign out.
    pub slo: Option<Endpoint>,
    /// The kind of name that is asked for.
    pub name_id_format: NameIdFormat,
    /// Whether requests are signed.
    pub sign_requests: bool,
    /// Whether it must ask for credentials again.
    pub force_authn: bool,
}

/// A sign-in that was started here, kept on the server and bound to one browser session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingLogin {
    /// The id of our request.
    pub id: String,
    /// [`Idp::id`] of the provider that the person was sent to.
    pub idp: String,
    /// When.
    pub issued: Timestamp,
}

impl PendingLogin {
    /// How long the answer may take, in seconds.
    pub const LIFE_SECONDS: i64 = 600;
}

/// What a response is for.
#[derive(Clone, Copy, Debug)]
pub enum Use<'a> {
    /// A person's browser posts it to [`Sp::acs`].
    WebLogin {
        /// The logins pending in this browser's session, and in no other.
        pending: &'a [PendingLogin],
    },
    /// A client trades it for a token (RFC 7522, and the platform's form with the whole response).
    BearerGrant {
        /// Where it may have been sent: the token endpoint, and the client's registered redirect URIs.
        recipients: &'a [&'a str],
        /// Whom it may be for, besides [`Sp::entity_id`]: the registered redirect URIs.
        audiences: &'a [&'a str],
    },
}
