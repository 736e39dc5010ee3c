//! What an answer says: a value, a refusal with its reason, or that it is to be asked again.

use postern_catalog::{Catalog, Need, Operation};
use serde_json::Value;
use ureq::{
    Body,
    http::{HeaderMap, Response},
};

use crate::{Fault, pace::Told};

/// The most bytes of one answer.
const LARGEST: u64 = 128 << 20;

/// What came of one request.
pub(super) enum Got {
    /// What was asked for.
    Value(Value),
    /// An answer that will not change.
    Fault(Fault),
    /// The token does not do (any more).
    BadToken(Fault),
    /// Too many requests: seconds to wait.
    Wait(u64),
    /// The network or the service failed; it may not fail the next time.
    Failed(Fault),
}

/// An answer that arrived whole, or why none did.
pub(super) struct Answer(Result<Arrived, Fault>);

struct Arrived {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    /// Waits for the whole answer.
    pub(super) fn of(sent: Result<Response<Body>, ureq::Error>, host: &str) -> Self {
        let failed = |error: ureq::Error| {
            let (host, cause) = (host.to_owned(), cause(&error));
            if is_untrusted(&error) { Fault::Untrusted { host, cause } } else { Fault::Unreachable { host, cause } }
        };
        let arrived = sent.and_then(|response| {
            let (parts, body) = response.into_parts();
            let body = body.into_with_config().limit(LARGEST).read_to_vec()?;
            Ok(Arrived { status: parts.status.as_u16(), headers: parts.headers, body })
        });
        Self(arrived.map_err(failed))
    }

    /// What it says about the limit of requests.
    pub(super) fn told(&self) -> Option<Told> {
        let headers = &self.0.as_ref().ok()?.headers;
        let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse().ok();
        Some(Told {
            count: number("inin-ratelimit-count"),
            allowed: number("inin-ratelimit-allowed"),
            reset: number("inin-ratelimit-reset"),
        })
    }

    /// What it says to an API call.
    pub(super) fn read(self, call: &str, operation: &Operation, host: &str) -> Got {
        let arrived = match self.0 {
            Ok(arrived) => arrived,
            // A certificate is no better the next time.
            Err(fault @ Fault::Untrusted { .. }) => return Got::Fault(fault),
            Err(fault) => return Got::Failed(fault),
        };
        let json = serde_json::from_slice::<Value>(&arrived.body);
        let refused = || Fault::Refused { call: call.to_owned(), status: arrived.status, text: arrived.words() };
        match (arrived.status, json) {
            (200..=299, Ok(value)) => Got::Value(value),
            (200..=299, Err(error)) => Got::Fault(Fault::Malformed { call: call.to_owned(), what: arrived.shape(&error) }),
            (300..=399, _) => Got::Fault(Fault::Refused { call: call.to_owned(), status: arrived.status, text: arrived.elsewhere() }),
            (401, _) => Got::BadToken(Fault::Credentials { host: host.to_owned(), text: arrived.words() }),
            (403, Ok(body)) => Got::Fault(forbidden(call, operation, &body)),
            (429, _) => Got::Wait(arrived.wait()),
            // The service's own trouble, or that of something before it; a client's mistake stays one.
            (408 | 500 | 502..=599, _) => Got::Failed(refused()),
            _ => Got::Fault(refused()),
        }
    }

    /// What it says to the request for a token: the token as text.
    pub(super) fn token(self, host: &str) -> Got {
        let arrived = match self.0 {
            Ok(arrived) => arrived,
            // A certificate is no better the next time.
            Err(fault @ Fault::Untrusted { .. }) => return Got::Fault(fault),
            Err(fault) => return Got::Failed(fault),
        };
        let body = serde_json::from_slice::<Value>(&arrived.body).unwrap_or_default();
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let refused = |text: String| Fault::Credentials { host: host.to_owned(), text };
        match arrived.status {
            200 => match text("access_token").filter(|token| is_header_value(token)) {
                Some(token) => Got::Value(Value::from(token)),
                None => {
                    Got::Fault(refused("it answered 200 without a token; is that the login host of the organization's region?".to_owned()))
                }
            },
            429 => Got::Wait(arrived.wait()),
            300..=399 => Got::Fault(refused(arrived.elsewhere())),
            500..=599 => {
                Got::Failed(Fault::Refused { call: "POST /oauth/token".to_owned(), status: arrived.status, text: arrived.words() })
            }
            status => {
                let described = text("error_description").or(text("description")).map(|description| format!(" ({description})"));
                let said = text("error").map(|error| format!("{error}{}", described.unwrap_or_default()));
                let unsaid = || "no reason is given; is that the login host of the organization's region?".to_owned();
                Got::Fault(refused(format!("POST /oauth/token answered {status}: {}", said.unwrap_or_else(unsaid))))
            }
        }
    }
}

impl Arrived {
    /// The code and the message of a refusal, cut short: what is no JSON of the platform is not repeated.
    fn words(&self) -> String {
        let body = serde_json::from_slice::<Value>(&self.body).unwrap_or_default();
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(|text| text.chars().take(300).collect::<String>());
        match (text("code"), text("message")) {
            (Some(code), Some(message)) => format!("{code}: {message}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => "no reason that the platform API gives".to_owned(),
        }
    }

    /// What a body is that is no JSON.
    fn shape(&self, error: &serde_json::Error) -> String {
        let kind = self.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        match kind.contains("html") {
            true => "a web page; is that the API host of the organization's region?".to_owned(),
            false => format!("no JSON: {error}"),
        }
    }

    /// Where a redirect points. Nothing is followed: the token must reach nobody else.
    fn elsewhere(&self) -> String {
        let place = self.headers.get("location").and_then(|place| place.to_str().ok()).and_then(|place| place.parse().ok());
        let host = place.as_ref().and_then(|uri: &ureq::http::Uri| uri.host()).unwrap_or("another path");
        format!("it sends to {host}, which was not followed")
    }

    /// How long a 429 asks to wait: `Retry-After`, else the end of the window, else a minute.
    fn wait(&self) -> u64 {
        let number = |name: &str| self.headers.get(name)?.to_str().ok()?.trim().parse().ok();
        number("retry-after").or_else(|| number("inin-ratelimit-reset")).unwrap_or(60)
    }
}

/// A 403 with the permissions that the body names, else those of the catalogue.
fn forbidden(call: &str, operation: &Operation, body: &Value) -> Fault {
    let catalog = Catalog::builtin();
    let code = body.get("code").and_then(Value::as_str).unwrap_or("without a code").to_owned();
    let message = body.get("message").and_then(Value::as_str).unwrap_or_default();
    let params =
        body.get("messageParams").and_then(Value::as_object).into_iter().flat_map(|params| params.values()).filter_map(Value::as_str);
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, ':' | '_' | '-' | '*');
    let mut missing: Vec<String> = Vec::new();
    for word in std::iter::once(message).chain(params).flat_map(|text| text.split(|letter| !is_part(letter))) {
        if catalog.permission_id(word).is_some() && word.contains(':') && !missing.iter().any(|named| named == word) {
            missing.push(word.to_owned());
        }
    }
    let by_permission = code.starts_with("missing.");
    if missing.is_empty() && by_permission {
        missing = operation.permissions.iter().map(|id| catalog.permission(*id).name.to_owned()).collect();
    }
    if missing.is_empty() && !by_permission {
        // A scope, a policy: the message says which.
        return Fault::Refused {
            call: call.to_owned(),
            status: 403,
            text: format!("{code}: {}", message.chars().take(300).collect::<String>()),
        };
    }
    Fault::Forbidden { call: call.to_owned(), code, missing, any: operation.need != Need::All }
}

/// Whether a token can stand in a header: a broken answer must not add lines to the next request.
fn is_header_value(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Whether the other side's certificate is the matter.
pub(crate) fn is_untrusted(error: &ureq::Error) -> bool {
    let told = match error {
        ureq::Error::Rustls(error) => Some(error),
        ureq::Error::Io(error) => error.get_ref().and_then(|error| error.downcast_ref()),
        _ => None,
    };
    matches!(told, Some(rustls::Error::InvalidCertificate(_)))
}

/// The innermost cause is what the system said.
pub(crate) fn cause(error: &ureq::Error) -> String {
    let mut cause: &dyn std::error::Error = match error {
        ureq::Error::Io(error) => error,
        error => error,
    };
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
