//! Who may come in: whether a token or a session is given, by an ordered list of checks with a trace.
//!
//! [`crate::decide`] answers what a caller may do; this answers whether there is a caller. What was presented (a secret, a
//! password, an assertion) has been found good before: these are the organization's rules about ways in. To add one: a
//! file here, a row of [`RULES`], a [`Bar`], a page in `docs/reasons/`.

mod client_not_active;
mod grant_not_allowed;
mod implicit_ended;
mod password_grant_off;
mod person_not_active;
mod second_factor;
mod sso_only;

use std::net::IpAddr;

use postern_model::{Client, SignedIn, Timestamp, User};
use postern_org::Organization;

/// A way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// `grant_type=client_credentials`: a machine in its own name.
    ClientCredentials,
    /// `grant_type=authorization_code`, and `response_type=code` before it.
    AuthorizationCode,
    /// `grant_type=refresh_token`.
    RefreshToken,
    /// `response_type=token`.
    Implicit,
    /// `grant_type=urn:ietf:params:oauth:grant-type:saml2-bearer`.
    Saml2Bearer,
    /// `grant_type=password`.
    PasswordGrant,
    /// The login page with e-mail and password.
    PasswordLogin,
    /// The login page through an identity provider.
    SamlLogin,
    /// A session that was begun earlier is used again.
    Session,
}

/// Somebody at the gate.
#[derive(Clone, Copy, Debug)]
pub struct Admission<'a> {
    /// The organization.
    pub organization: &'a Organization,
    /// How they come.
    pub way: Way,
    /// The OAuth client, where one is involved.
    pub client: Option<&'a Client>,
    /// The person, where one is involved.
    pub user: Option<&'a User>,
    /// How the person proved who they are, now or when the session or refresh token began.
    pub signed_in: Option<SignedIn>,
    /// Where they come from.
    pub address: IpAddr,
    /// Now.
    pub now: Timestamp,
}

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
}

impl Bar {
    /// Every one, in the order in which they are met.
    pub const ALL: &'static [Self] = &[
        Self::ClientNotActive,
        Self::GrantNotAllowed,
        Self::ImplicitEnded,
        Self::PasswordGrantOff,
        Self::PersonNotActive,
        Self::SsoOnly,
        Self::SecondFactor,
    ];

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
        }
    }
}

/// A rule: `None` when it has nothing to say about this way in.
type Rule = fn(&Admission<'_>) -> Option<Result<(), Bar>>;

/// The rules in order, each named like its file.
const RULES: &[(&str, Rule)] = &[
    ("client_not_active", client_not_active::check),
    ("grant_not_allowed", grant_not_allowed::check),
    ("implicit_ended", implicit_ended::check),
    ("password_grant_off", password_grant_off::check),
    ("person_not_active", person_not_active::check),
    ("sso_only", sso_only::check),
    ("second_factor", second_factor::check),
];

/// Names of the rules, in order.
pub fn rules() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|(name, _)| *name)
}

/// How a rule ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It lets them pass.
    Passed,
    /// It has nothing to say.
    DidNotApply,
    /// It bars the way; no rule after it was asked.
    Barred(Bar),
}

/// The answer at the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    /// Whether they are let in.
    pub outcome: Result<(), Bar>,
    /// Each rule that was asked, in order, with what it said.
    pub trace: Vec<(&'static str, Said)>,
}

/// Asks the rules in order, until one bars the way.
pub fn admit(admission: &Admission<'_>) -> Admitted {
    let mut trace = Vec::with_capacity(RULES.len());
    for (name, rule) in RULES {
        let said = match rule(admission) {
            None => Said::DidNotApply,
            Some(Ok(())) => Said::Passed,
            Some(Err(bar)) => Said::Barred(bar),
        };
        trace.push((*name, said));
        if let Said::Barred(bar) = said {
            return Admitted { outcome: Err(bar), trace };
        }
    }
    Admitted { outcome: Ok(()), trace }
}

/// `Err(bar)` unless `open`.
fn unless(open: bool, bar: Bar) -> Result<(), Bar> {
    if open { Ok(()) } else { Err(bar) }
}
