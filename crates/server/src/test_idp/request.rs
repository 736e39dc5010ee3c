//! Reading a request for sign-in: no more than its id. The answer goes to this server's own address, whatever it asks for.

use std::io::Read;

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::read::DeflateDecoder;

/// The most bytes of a request.
const LARGEST: u64 = 64 * 1024;

/// Somebody asks to be signed in.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// The request's id.
    pub(super) id: String,
    /// To be sent back with the answer.
    pub(super) relay: Option<String>,
}

/// Reads the message of a query (`deflated`) or of a form.
pub(super) fn read(value: &str, deflated: bool, relay: Option<&str>) -> Option<Asked> {
    let bytes = STANDARD.decode(value).ok()?;
    let mut text = String::new();
    if deflated {
        DeflateDecoder::new(bytes.as_slice()).take(LARGEST).read_to_string(&mut text).ok()?;
    } else {
        text = String::from_utf8(bytes).ok()?;
    }
    let root = text.split('>').next().filter(|root| root.contains("AuthnRequest"))?;
    let id = root.split(" ID=\"").nth(1)?.split('"').next().filter(|id| is_name(id))?;
    Some(Asked { id: id.to_owned(), relay: relay.map(str::to_owned) })
}

/// Whether it can stand in an answer as it is.
pub(super) fn is_name(id: &str) -> bool {
    !id.is_empty() && id.len() <= 200 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
}
