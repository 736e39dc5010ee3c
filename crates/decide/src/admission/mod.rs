//! Who may come in: whether a token or a session is given, by an ordered list of checks with a trace.
//!
//! [`crate::decide`] answers what a caller may do; this answers whether there is a caller. What was presented (a secret, a
//! password, an assertion) has been found good before: these are the organization's rules about ways in. To add one: a
//! file here, a row of [`RULES`], a [`Bar`], a page in `docs/reasons/`.

mod client_not_active;
mod client_not_listed;
mod grant_not_allowed;
mod grant_not_permitted;
mod implicit_ended;
mod password_grant_off;
mod people_saml_only;
mod person_not_active;
mod second_factor;
mod sso_only;

use std::net::IpAddr;

use postern_model::{Client, GrantType, SignedIn, Timestamp, User, policy::Mode};
use postern_org::Organization;

pub use crate::bar::Bar;

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

impl Way {
    /// What a client must be registered for to take it; `None` where no client is involved.
    pub const fn grant(self) -> Option<GrantType> {
        match self {
            Self::ClientCredentials => Some(GrantType::ClientCredentials),
            Self::AuthorizationCode | Self::RefreshToken => Some(GrantType::Code),
            Self::Implicit => Some(GrantType::Token),
            Self::Saml2Bearer => Some(GrantType::Saml2Bearer),
            Self::PasswordGrant => Some(GrantType::Password),
            Self::PasswordLogin | Self::SamlLogin | Self::Session => None,
        }
    }
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
    ("people_saml_only", people_saml_only::check),
    ("grant_not_permitted", grant_not_permitted::check),
    ("client_not_listed", client_not_listed::check),
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
    /// It bars the way; no rule after it was asked. With [`Bar::Unread`] it may, and those after it were asked.
    Barred(Bar),
    /// It would bar the way if the organization's policy were enforced.
    Reported(Bar),
}

impl Said {
    /// One word or two, for traces.
    pub const fn outcome(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::DidNotApply => "did not apply",
            Self::Barred(Bar::Unread(_)) => "unknown",
            Self::Barred(_) => "refused",
            Self::Reported(_) => "reported",
        }
    }

    /// What a trace says besides: why somebody is, or would be, barred.
    pub fn detail(self) -> String {
        match self {
            Self::Passed | Self::DidNotApply => String::new(),
            Self::Barred(Bar::Unread(part)) => format!("the organization's {} could not be read", part.name()),
            Self::Barred(bar) => bar.text().to_owned(),
            Self::Reported(bar) => format!("{}: {}", bar.code(), bar.text()),
        }
    }
}

/// The answer at the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    /// Whether they are let in. `Err` with [`Bar::Unread`] where no rule bars the way and one cannot tell.
    pub outcome: Result<(), Bar>,
    /// Each rule that was asked, in order, with what it said.
    pub trace: Vec<(&'static str, Said)>,
}

/// Asks the rules in order, until one bars the way. What a rule reads and could not be read lets nobody in.
pub fn admit(admission: &Admission<'_>) -> Admitted {
    let (mut trace, mut unread) = (Vec::with_capacity(RULES.len()), None);
    let policy = admission.organization.profile().policy.as_ref();
    let reports = policy.is_some_and(|policy| policy.mode == Mode::Report);
    for (name, rule) in RULES {
        let said = match rule(admission) {
            None => Said::DidNotApply,
            Some(Ok(())) => Said::Passed,
            Some(Err(bar)) if reports && bar.is_of_policy() => Said::Reported(bar),
            Some(Err(bar)) => Said::Barred(bar),
        };
        trace.push((*name, said));
        match said {
            // A rule after it may bar the way whatever the unread part says.
            Said::Barred(bar @ Bar::Unread(_)) => unread = unread.or(Some(bar)),
            Said::Barred(bar) => return Admitted { outcome: Err(bar), trace },
            Said::Passed | Said::DidNotApply | Said::Reported(_) => {}
        }
    }
    Admitted { outcome: unread.map_or(Ok(()), Err), trace }
}

/// `Err(bar)` unless `open`.
fn unless(open: bool, bar: Bar) -> Result<(), Bar> {
    if open { Ok(()) } else { Err(bar) }
}
