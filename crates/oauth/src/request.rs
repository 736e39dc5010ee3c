//! A token request: who asks, for which grant (RFC 6749 §2.3, §4).

use base64::{Engine, engine::general_purpose::STANDARD};
use postern_model::{Settings, settings::Treatment};

use crate::{Form, OAuthError};

/// What is tolerated beyond the documented form.
#[derive(Clone, Copy, Debug)]
pub struct Leniency {
    /// Credentials in the form body (`client_secret_post`).
    pub client_secret_post: bool,
    /// A JSON body.
    pub json_body: bool,
}

impl From<&Settings> for Leniency {
    fn from(settings: &Settings) -> Self {
        Self {
            client_secret_post: settings.token_client_secret_post == Treatment::Accept,
            json_body: settings.token_json_body == Treatment::Accept,
        }
    }
}

/// The client's id and secret as presented.
#[derive(PartialEq, Eq)]
pub struct ClientAuthentication {
    /// `client_id`.
    pub id: String,
    /// `client_secret`.
    pub secret: String,
}

impl std::fmt::Debug for ClientAuthentication {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "ClientAuthentication({:?}, …)", self.id)
    }
}

/// A parsed token request.
#[derive(Debug)]
pub struct TokenRequest {
    /// Who asks.
    pub client: ClientAuthentication,
    /// The value of `grant_type`, one of [`crate::grants::SUPPORTED`].
    pub grant_type: &'static str,
    /// Every parameter.
    pub form: Form,
}

impl TokenRequest {
    /// Reads a request from its `Authorization` and `Content-Type` headers and its body.
    pub fn parse(authorization: Option<&str>, content_type: Option<&str>, body: &[u8], leniency: Leniency) -> Result<Self, OAuthError> {
        let form = form(content_type, body, leniency)?;
        let grant_type = grant_type(&form)?;
        let client = client(authorization, &form, leniency)?;
        Ok(Self { client, grant_type, form })
    }
}

/// RFC 6749 §4: the parameters come as `application/x-www-form-urlencoded` in the body.
fn form(content_type: Option<&str>, body: &[u8], leniency: Leniency) -> Result<Form, OAuthError> {
    let media = content_type.and_then(|value| value.split(';').next()).unwrap_or_default().trim();
    if media.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        Form::parse(body)
    } else if leniency.json_body && media.eq_ignore_ascii_case("application/json") {
        Form::from_json(body)
    } else {
        Err(OAuthError::InvalidRequest("the Content-Type must be application/x-www-form-urlencoded".to_owned()))
    }
}

fn grant_type(form: &Form) -> Result<&'static str, OAuthError> {
    let given =
        form.get("grant_type").ok_or_else(|| OAuthError::InvalidRequest("parameter `grant_type` is missing from the body".to_owned()))?;
    crate::grants::SUPPORTED.iter().find(|name| **name == given).copied().ok_or_else(|| {
        let given: String = given.chars().take(80).collect();
        OAuthError::UnsupportedGrantType(format!(
            "grant type `{given}` is not supported; supported: {}",
            crate::grants::SUPPORTED.join(", ")
        ))
    })
}

/// RFC 6749 §2.3.1: HTTP Basic, or `client_id` and `client_secret` in the body; never both (§2.3).
fn client(authorization: Option<&str>, form: &Form, leniency: Leniency) -> Result<ClientAuthentication, OAuthError> {
    let missing = || OAuthError::InvalidRequest("client credentials are missing: send them with HTTP Basic".to_owned());
    match (authorization, form.get("client_id"), form.get("client_secret")) {
        (Some(_), _, Some(_)) => {
            Err(OAuthError::InvalidRequest("client credentials were sent twice: use HTTP Basic or the body, not both".to_owned()))
        }
        (Some(header), id, None) => {
            let client = basic(header)?;
            match id {
                Some(id) if id != client.id => {
                    Err(OAuthError::InvalidRequest("parameter `client_id` differs from the HTTP Basic user name".to_owned()))
                }
                _ => Ok(client),
            }
        }
        (None, Some(id), Some(secret)) if leniency.client_secret_post => {
            Ok(ClientAuthentication { id: id.to_owned(), secret: secret.to_owned() })
        }
        (None, Some(_), Some(_)) => {
            Err(OAuthError::InvalidRequest("client credentials in the body are not accepted: send them with HTTP Basic".to_owned()))
        }
        (None, _, _) => Err(missing()),
    }
}

/// RFC 7617 §2. The parts are taken as they are: official clients do not percent-encode them.
fn basic(header: &str) -> Result<ClientAuthentication, OAuthError> {
    let malformed =
        || OAuthError::InvalidRequest("the Authorization header is not HTTP Basic: base64 of `client_id:client_secret`".to_owned());
    let (scheme, value) = header.split_once(' ').ok_or_else(malformed)?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return Err(malformed());
    }
    let decoded = STANDARD.decode(value.trim()).map_err(|_| malformed())?;
    let mut id = String::from_utf8(decoded).map_err(|_| malformed())?;
    let colon = id.find(':').ok_or_else(malformed)?;
    let secret = id.split_off(colon + 1);
    id.truncate(colon);
    Ok(ClientAuthentication { id, secret })
}
