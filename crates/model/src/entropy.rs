//! Fresh ids and secrets from one seed, so that changes of an organization stay deterministic and replayable.

use uuid::Uuid;

/// A stream of fresh ids and secrets. The edge seeds it from the operating system; tests seed it with a constant.
/// BLAKE3 in its extendable-output mode makes the stream as strong as the seed.
pub struct Entropy(blake3::OutputReader);

impl Entropy {
    /// A stream from 256 bits.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(blake3::Hasher::new_keyed(&seed).finalize_xof())
    }

    /// The next version 4 UUID (RFC 9562 §5.4).
    pub fn uuid(&mut self) -> Uuid {
        let mut bytes = [0; 16];
        self.0.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// A fresh secret: 256 bits in the URL-safe alphabet, 43 characters.
    pub fn secret(&mut self) -> String {
        const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut bytes = [0; 43];
        self.0.fill(&mut bytes);
        bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 63)])).collect()
    }
}
