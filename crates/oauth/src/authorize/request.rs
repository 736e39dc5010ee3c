//! What is asked for, once it is known who asks and where the answer goes.

use postern_model::{Settings, settings::Pkce};

use super::{AuthorizeError, Query, ReturnTo};

/// Characters of an S256 challenge: 256 bits in base64url (RFC 7636 §4.2).
const CHALLENGE: usize = 43;

/// What the client wants (RFC 6749 §3.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseType {
    /// An authorization code.
    Code,
    /// An access token: the implicit grant.
    Token,
}

/// Who signs in, as far as the client knows (`login_hint`): `email`, `orgName`, or `email:orgName`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoginHint {
    /// The person's e-mail address.
    pub email: Option<String>,
    /// The organization's short name.
    pub organization: Option<String>,
}

impl LoginHint {
    /// Reads a hint.
    pub fn parse(text: &str) -> Self {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        match text.rsplit_once(':') {
            Some((email, organization)) => Self { email: some(email), organization: some(organization) },
            None if text.contains('@') => Self { email: some(text), organization: None },
            None => Self { email: None, organization: some(text) },
        }
    }
}

/// An identity provider chosen beforehand: `org` and `provider`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The organization's short name.
    pub organization: String,
    /// The provider.
    pub provider: String,
}

/// An authorization request in good form. Scopes are the client's own: `scope` in a request is ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizeRequest {
    /// What is wanted.
    pub response_type: ResponseType,
    /// `code_challenge` of method S256.
    pub challenge: Option<String>,
    /// The provider that the client chose.
    pub chosen: Option<Chosen>,
    /// Who is expected.
    pub hint: LoginHint,
    /// `prompt=login`: whoever is signed in signs in again.
    pub anew: bool,
}

impl AuthorizeRequest {
    /// Reads the rest of a request whose address is known to be good.
    ///
    /// # Errors
    ///
    /// Whatever is malformed, or there is not.
    pub fn read(query: &Query<'_>, settings: &Settings, to: &ReturnTo) -> Result<Self, AuthorizeError> {
        if let Some(name) = query.repeated() {
            let name: String = name.chars().take(40).collect();
            return Err(AuthorizeError::invalid(format!("parameter `{name}` appears more than once")));
        }
        if query.get("state").is_some() && to.state.is_none() {
            return Err(AuthorizeError::invalid("`state` is too long"));
        }
        if query.get("target").is_some() {
            let text = "`target` is not built in this version of Postern: nobody enters another organization";
            return Err(AuthorizeError::invalid(text));
        }
        let response_type = response_type(query)?;
        Ok(Self {
            response_type,
            challenge: challenge(query, response_type, settings)?,
            chosen: chosen(query)?,
            hint: query.get("login_hint").map(LoginHint::parse).unwrap_or_default(),
            anew: prompt(query)?,
        })
    }
}

fn response_type(query: &Query<'_>) -> Result<ResponseType, AuthorizeError> {
    match query.get("response_type") {
        Some("code") => Ok(ResponseType::Code),
        Some("token") => Ok(ResponseType::Token),
        None => Err(AuthorizeError::invalid("parameter `response_type` is missing")),
        Some(other) => {
            let other: String = other.chars().take(80).collect();
            let description = format!("response type `{other}` is not supported; supported: code, token");
            Err(AuthorizeError { error: "unsupported_response_type", description })
        }
    }
}

/// RFC 7636 §4.3. Method `plain`, also where no method stands for it, is refused: it protects nothing once the request is seen.
fn challenge(query: &Query<'_>, response_type: ResponseType, settings: &Settings) -> Result<Option<String>, AuthorizeError> {
    let invalid = |text: &str| Err(AuthorizeError::invalid(text));
    match (query.get("code_challenge"), query.get("code_challenge_method")) {
        (None, None) if response_type == ResponseType::Code && settings.code_pkce == Pkce::Required => {
            invalid("code challenge required: send `code_challenge` with `code_challenge_method=S256`")
        }
        (None, None) => Ok(None),
        (None, Some(_)) => invalid("`code_challenge_method` was sent without `code_challenge`"),
        (Some(_), _) if response_type == ResponseType::Token => invalid("`code_challenge` goes with `response_type=code` only"),
        (Some(challenge), Some("S256")) if is_s256(challenge) => Ok(Some(challenge.to_owned())),
        (Some(_), Some("S256")) => invalid("`code_challenge` is not of method S256: 43 characters of base64url, without padding"),
        (Some(_), _) => invalid("`code_challenge_method` must be S256; without it the method would be `plain`"),
    }
}

fn is_s256(challenge: &str) -> bool {
    challenge.len() == CHALLENGE && challenge.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn chosen(query: &Query<'_>) -> Result<Option<Chosen>, AuthorizeError> {
    match (query.get("org"), query.get("provider")) {
        (None, None) => Ok(None),
        (Some(organization), Some(provider)) => Ok(Some(Chosen { organization: organization.to_owned(), provider: provider.to_owned() })),
        _ => Err(AuthorizeError::invalid("`org` and `provider` go together: send both or neither")),
    }
}

fn prompt(query: &Query<'_>) -> Result<bool, AuthorizeError> {
    match query.get("prompt") {
        None => Ok(false),
        Some("login") => Ok(true),
        Some(_) => Err(AuthorizeError::invalid("`prompt` can only be `login`")),
    }
}
