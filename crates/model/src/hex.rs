//! 32 bytes as 64 hexadecimal digits, for serde's `with`.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

pub(crate) fn serialize<S: Serializer>(bytes: &[u8; 32], out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(&blake3::Hash::from_bytes(*bytes).to_hex())
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<[u8; 32], D::Error> {
    let text = String::deserialize(input)?;
    blake3::Hash::from_hex(text).map(|hash| *hash.as_bytes()).map_err(D::Error::custom)
}
