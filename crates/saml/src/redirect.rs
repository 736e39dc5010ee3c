//! The HTTP-Redirect binding (SAML bindings §3.4): deflated, in the query, signed over the query's own octets. Those are
//! never decoded and encoded again: two encoders write differently.

use std::fmt::Write as _;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use postern_model::settings::Treatment;

use crate::dsig::algorithm::SignatureMethod;
use crate::dsig::{MAX_KEYS, Trust};
use crate::xml::MAX_BYTES;
use crate::{Code, Refusal, SigningKey, encoding};

const DEFLATE: &str = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE";

/// The URL that carries a message.
pub(crate) fn build(location: &str, parameter: &str, xml: &str, relay: Option<&str>, key: Option<&SigningKey>) -> Option<String> {
    let mut query = format!("{parameter}={}", percent(&encoding::to_base64(&deflate(xml.as_bytes())?)));
    if let Some(relay) = relay.filter(|relay| !relay.is_empty()) {
        let _ = write!(query, "&RelayState={}", percent(relay));
    }
    if let Some(key) = key {
        let _ = write!(query, "&SigAlg={}", percent(key.algorithm()));
        let value = encoding::to_base64(&key.sign(query.as_bytes())?);
        let _ = write!(query, "&Signature={}", percent(&value));
    }
    let (base, fragment) = location.split_once('#').map_or((location, ""), |(base, fragment)| (base, fragment));
    let separator = if base.contains('?') { '&' } else { '?' };
    let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
    Some(format!("{base}{separator}{query}{fragment}"))
}

/// A message whose query was signed.
// INVARIANT: built only at the end of `verify`.
pub(crate) struct SignedQuery {
    pub(crate) message: Vec<u8>,
    pub(crate) relay: Option<String>,
}

/// Verifies the query of a redirect and inflates its message. `parameter` is `SAMLRequest` or `SAMLResponse`.
pub(crate) fn verify(raw_query: &str, parameter: &str, trust: Trust<'_>) -> Result<SignedQuery, Refusal> {
    check_size(raw_query)?;
    let query = Query(raw_query);
    let message = query.message(parameter)?.ok_or_else(|| malformed(parameter, "none"))?;
    if let Some(encoding) = query.decoded("SAMLEncoding")?
        && encoding != DEFLATE
    {
        return Err(malformed("the encoding DEFLATE", "another one"));
    }
    let relay = query.raw("RelayState")?;
    let unsigned = || Refusal::new(Code::Unsigned, "a signed query", "no Signature or no SigAlg");
    let method = query.raw("SigAlg")?.ok_or_else(unsigned)?;
    let value = query.decoded("Signature")?.filter(|value| !value.is_empty()).ok_or_else(unsigned)?;
    let algorithm =
        SignatureMethod::find(&percent_decode(method).ok_or_else(|| malformed("percent-encoding", "something else"))?, trust.sha1)?;
    let value = encoding::xml_base64(&value.replace(' ', "+")).ok_or_else(|| malformed("a Signature in base64", "something else"))?;
    let relayed = relay.map(|relay| format!("&RelayState={relay}")).unwrap_or_default();
    let octets = format!("{parameter}={message}{relayed}&SigAlg={method}");
    if trust.keys.is_empty() {
        return Err(Refusal::new(Code::NoKey, "a certificate of the identity provider", "none configured"));
    }
    if !trust.keys.iter().take(MAX_KEYS).any(|key| algorithm.verify(key, octets.as_bytes(), &value)) {
        return Err(Refusal::new(Code::QuerySignature, "a query signed by the identity provider", "another signature"));
    }
    let relay = query.decoded("RelayState")?.filter(|relay| !relay.is_empty());
    Ok(SignedQuery { message: decode(message)?, relay })
}

/// The message of a query whose signature nobody has looked at.
pub(crate) fn unverified(raw_query: &str) -> Result<Vec<u8>, Refusal> {
    check_size(raw_query)?;
    let query = Query(raw_query);
    let message = match query.message("SAMLRequest")? {
        Some(message) => message,
        None => query.message("SAMLResponse")?.ok_or_else(|| malformed("SAMLRequest or SAMLResponse", "neither"))?,
    };
    decode(message)
}

fn check_size(raw_query: &str) -> Result<(), Refusal> {
    let refused = || Refusal::new(Code::MessageTooLarge, format!("at most {MAX_BYTES} bytes"), format!("{} of query", raw_query.len()));
    if raw_query.len() > 2 * MAX_BYTES { Err(refused()) } else { Ok(()) }
}

/// The message in a parameter's octets.
fn decode(octets: &str) -> Result<Vec<u8>, Refusal> {
    let base64 = percent_decode(octets).ok_or_else(|| malformed("percent-encoding", "something else"))?.replace(' ', "+");
    inflate(&encoding::base64(base64.as_bytes()).ok_or_else(|| Refusal::new(Code::MessageEncoding, "base64", "something else"))?)
}

fn malformed(expected: &str, found: &str) -> Refusal {
    Refusal::new(Code::QueryMalformed, expected, found)
}

struct Query<'a>(&'a str);

impl<'a> Query<'a> {
    /// A parameter's octets as they came.
    ///
    /// # Errors
    /// When it comes twice: readers differ on which one counts.
    fn raw(&self, name: &str) -> Result<Option<&'a str>, Refusal> {
        let mut values = self.0.split('&').filter_map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            spells(key, name).then_some(value)
        });
        let first = values.next();
        if values.next().is_some() { Err(malformed(&format!("{name} once"), "it came twice")) } else { Ok(first) }
    }

    /// The octets of the message in `parameter`, the only one of the query.
    fn message(&self, parameter: &str) -> Result<Option<&'a str>, Refusal> {
        let other = if parameter == "SAMLRequest" { "SAMLResponse" } else { "SAMLRequest" };
        let found = self.raw(parameter)?;
        match self.raw(other)? {
            Some(_) if found.is_some() => Err(malformed(parameter, "both SAMLRequest and SAMLResponse")),
            _ => Ok(found),
        }
    }

    fn decoded(&self, name: &str) -> Result<Option<String>, Refusal> {
        let raw = self.raw(name)?;
        raw.map(|raw| percent_decode(raw).ok_or_else(|| malformed("percent-encoding", "something else"))).transpose()
    }
}

fn percent(value: &str) -> String {
    value.bytes().fold(String::with_capacity(value.len()), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            other => {
                let _ = write!(out, "%{other:02X}");
            }
        }
        out
    })
}

/// Whether an encoded key is `name`. Decodes only what could be: a long query has many keys.
fn spells(key: &str, name: &str) -> bool {
    let encoded = name.len() + 1..=3 * name.len();
    key == name || encoded.contains(&key.len()) && percent_decode(key).as_deref() == Some(name)
}

fn percent_decode(value: &str) -> Option<String> {
    let mut out = Vec::with_capacity(value.len());
    let mut bytes = value.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                u8::try_from(digit(bytes.next()?)? * 16 + digit(bytes.next()?)?).ok()?
            }
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(out).ok()
}

fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let status = Compress::new(Compression::default(), false).compress_vec(bytes, &mut out, FlushCompress::Finish).ok()?;
    (status == Status::StreamEnd).then_some(out)
}

/// Inflates a raw stream: exactly one, nothing behind it, no more than a message may have.
fn inflate(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let refused = |found: &str| Refusal::new(Code::MessageEncoding, "one raw DEFLATE stream", found);
    let mut out = Vec::with_capacity(MAX_BYTES + 1);
    let mut stream = Decompress::new(false);
    let status = stream.decompress_vec(bytes, &mut out, FlushDecompress::Finish).map_err(|_| refused("something else"))?;
    if out.len() > MAX_BYTES {
        return Err(Refusal::new(Code::MessageTooLarge, format!("at most {MAX_BYTES} bytes"), "more"));
    }
    if status != Status::StreamEnd {
        return Err(refused("a stream without end"));
    }
    if stream.total_in() != bytes.len() as u64 {
        return Err(refused("bytes behind the stream"));
    }
    Ok(out)
}

/// Without SHA-1, whatever the setting: it is for responses of old identity providers.
pub(crate) fn trust(keys: &[crate::TrustedKey]) -> Trust<'_> {
    Trust { keys, sha1: Treatment::Refuse }
}
