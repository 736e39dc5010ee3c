//! A token request: who asks, for which grant (RFC 6749 §2.3, §4).

use base64::{Engine, engine::general_purpose::STANDARD};
use postern_model::{Settings, settings::Treatment};

use crate::{Form, Grant, OAuthError, Secret};

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
#[derive(Debug, PartialEq, Eq)]
pub struct ClientAuthentication {
    /// `client_id`.
    pub id: String,
    /// `client_secret`; `None` for a client that proves itself by PKCE.
    pub secret: Option<Secret>,
}

/// A token request as it arrived.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    /// The header `Authorization`.
    pub authorization: Option<&'a str>,
    /// The header `Content-Type`.
    pub content_type: Option<&'a str>,
    /// The query of the URL.
    pub query: Option<&'a str>,
    /// The body.
    pub body: &'a [u8],
}

/// A parsed token request.
#[derive(Debug)]
pub struct TokenRequest {
    /// Who asks.
    pub client: ClientAuthentication,
    /// For what.
    pub grant: Grant,
}

impl TokenRequest {
    /// Reads a request.
    pub fn parse(sent: Sent<'_>, leniency: Leniency) -> Result<Self, OAuthError> {
        check_url(sent.query)?;
        let form = form(sent.content_type, sent.body, leniency)?;
        let grant = Grant::read(&form)?;
        let client = client(sent.authorization, &form, &grant, leniency)?;
        Ok(Self { client, grant })
    }
}

/// What may not stand in a URL, where logs and histories keep it (RFC 6749 §2.3.1, RFC 9700 §4.3).
const SECRETS: [&str; 6] = ["client_secret", "code", "code_verifier", "refresh_token", "assertion", "password"];

fn check_url(query: Option<&str>) -> Result<(), OAuthError> {
    let mut names = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).map(|(name, _)| name);
    let secret = names.find_map(|name| SECRETS.into_iter().find(|secret| *secret == name));
    secret.map_or(Ok(()), |name| {
        Err(OAuthError::InvalidRequest(format!(
            "parameter `{name}` was sent in the URL: send it in the body, and take it as known to others"
        )))
    })
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

/// RFC 6749 §2.3.1: HTTP Basic, or `client_id` and `client_secret` in the body; never both (§2.3). Without either,
/// `client_id` alone, where the grant is its own proof.
fn client(authorization: Option<&str>, form: &Form, grant: &Grant, leniency: Leniency) -> Result<ClientAuthentication, OAuthError> {
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
            Ok(ClientAuthentication { id: id.to_owned(), secret: Some(secret.into()) })
        }
        (None, Some(id), None) if grant.needs_no_secret() => Ok(ClientAuthentication { id: id.to_owned(), secret: None }),
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
    Ok(ClientAuthentication { id, secret: Some(secret.into()) })
}
