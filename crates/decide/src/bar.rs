//! Why somebody is not let in.

use postern_org::Part;

/// Why somebody is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bar {
    /// The client is disabled or inactive.
    ClientNotActive,
    /// The client is registered for another grant.
    GrantNotAllowed,
    /// The implicit grant has ended.
    ImplicitEnded,
    /// The password grant is switched off (setting `password-grant`).
    PasswordGrantOff,
    /// The person is inactive or deleted.
    PersonNotActive,
    /// People sign in through single sign-on only.
    SsoOnly,
    /// A password alone does not do, and no second factor can be given here.
    SecondFactor,
    /// The organization's policy lets people in through an identity provider only.
    PeopleSamlOnly,
    /// The organization's policy does not permit the grant to machines.
    GrantNotPermitted,
    /// The organization's policy does not list the client.
    ClientNotListed,
    /// Whether they may come in cannot be told: this part of the organization could not be read. It is never met in an organization
    /// that is served, whose state is whole.
    Unread(Part),
}

impl Bar {
    /// Every rule's own, in the order in which they are met.
    pub const ALL: &'static [Self] = &[
        Self::ClientNotActive,
        Self::GrantNotAllowed,
        Self::ImplicitEnded,
        Self::PasswordGrantOff,
        Self::PersonNotActive,
        Self::SsoOnly,
        Self::SecondFactor,
        Self::PeopleSamlOnly,
        Self::GrantNotPermitted,
        Self::ClientNotListed,
    ];

    /// What could not be read, where that is why it cannot be told.
    pub const fn unread(self) -> Option<Part> {
        match self {
            Self::Unread(part) => Some(part),
            _ => None,
        }
    }

    /// Whether the organization's own policy bars the way, and not the platform.
    pub const fn is_of_policy(self) -> bool {
        matches!(self, Self::PeopleSamlOnly | Self::GrantNotPermitted | Self::ClientNotListed)
    }

    /// Its code in traces, and the name of its page.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ClientNotActive => "sign-in.client-not-active",
            Self::GrantNotAllowed => "sign-in.grant-not-allowed",
            Self::ImplicitEnded => "sign-in.implicit-ended",
            Self::PasswordGrantOff => "sign-in.password-grant-off",
            Self::PersonNotActive => "sign-in.person-not-active",
            Self::SsoOnly => "sign-in.sso-only",
            Self::SecondFactor => "sign-in.second-factor",
            Self::PeopleSamlOnly => "sign-in.people-saml-only",
            Self::GrantNotPermitted => "sign-in.grant-not-permitted",
            Self::ClientNotListed => "sign-in.client-not-listed",
            Self::Unread(_) => "sign-in.unknown",
        }
    }

    /// What people read.
    pub const fn text(self) -> &'static str {
        match self {
            Self::ClientNotActive => "client is not active",
            Self::GrantNotAllowed => "the client is registered for another grant",
            Self::ImplicitEnded => "the implicit grant has ended; use the authorization code grant with PKCE",
            Self::PasswordGrantOff => "the password grant is switched off",
            Self::PersonNotActive => "the person is not active in this organization",
            Self::SsoOnly => "this organization lets people in through single sign-on only",
            Self::SecondFactor => "this organization wants a second factor with a password, which cannot be given here; use single sign-on",
            Self::PeopleSamlOnly => "the organization's policy (/postern/policy) lets people in through single sign-on only",
            Self::GrantNotPermitted => "the organization's policy (/postern/policy) does not permit this grant to machines",
            Self::ClientNotListed => "the organization's policy (/postern/policy) does not list this client",
            Self::Unread(_) => "it cannot be told: a part of the organization's state could not be read",
        }
    }
}
