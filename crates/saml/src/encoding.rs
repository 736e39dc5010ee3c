//! Base64 as it arrives: standard or URL-safe, with or without padding, broken into lines or not.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

pub(crate) use base64::engine::general_purpose::STANDARD;

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const PLAIN: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// Decodes either alphabet, not a mixture; white space between the characters is skipped.
pub(crate) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let compact: Vec<u8> = text.iter().copied().filter(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).collect();
    let engine = if compact.iter().any(|byte| matches!(byte, b'-' | b'_')) { &URL_SAFE } else { &PLAIN };
    engine.decode(compact).ok()
}

/// Decodes what `xs:base64Binary` allows: the standard alphabet with padding, white space skipped.
pub(crate) fn xml_base64(text: &str) -> Option<Vec<u8>> {
    let compact: Vec<u8> = text.bytes().filter(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).collect();
    STANDARD.decode(compact).ok()
}

pub(crate) fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}
