//! Base64 of at most the size of a message. Both uses take both alphabets: the platform's own client posts what the
//! identity provider posted (standard), RFC 7522 §2.1 asks for the URL-safe one.

use crate::xml::MAX_BYTES;
use crate::{Code, Refusal, encoding};

pub(crate) fn check(message: &[u8]) -> Result<(Vec<u8>, String), Refusal> {
    // Twice the size leaves room for base64 and line breaks.
    if message.len() > 2 * MAX_BYTES {
        return Err(Refusal::new(Code::MessageTooLarge, format!("at most {MAX_BYTES} bytes"), format!("{} of base64", message.len())));
    }
    let bytes = encoding::base64(message).ok_or_else(|| Refusal::new(Code::MessageEncoding, "base64", "something else"))?;
    let compared = format!("{} bytes of base64", bytes.len());
    Ok((bytes, compared))
}
