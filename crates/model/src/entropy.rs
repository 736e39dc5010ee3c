//! Fresh ids and secrets from one seed, so that changes of an organization stay deterministic and replayable.

use uuid::Uuid;

/// Bytes worked out at a time: many together cost little more than one id alone.
const AHEAD: usize = 1024;

/// A stream of fresh ids and secrets. The edge seeds it from the operating system; tests seed it with a constant.
/// BLAKE3 in its extendable-output mode makes the stream as strong as the seed.
pub struct Entropy {
    stream: blake3::OutputReader,
    ahead: Box<[u8; AHEAD]>,
    used: usize,
}

impl Entropy {
    /// A stream from 256 bits.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self { stream: blake3::Hasher::new_keyed(&seed).finalize_xof(), ahead: Box::new([0; AHEAD]), used: AHEAD }
    }

    /// The next `N` bytes. What is given out is forgotten.
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let mut taken = [0; N];
        for byte in &mut taken {
            if self.used == AHEAD {
                self.stream.fill(&mut *self.ahead);
                self.used = 0;
            }
            *byte = std::mem::take(&mut self.ahead[self.used]);
            self.used += 1;
        }
        taken
    }

    /// The next version 4 UUID (RFC 9562 §5.4).
    pub fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.take()).into_uuid()
    }

    /// A fresh secret: 256 bits in the URL-safe alphabet, 43 characters.
    pub fn secret(&mut self) -> String {
        const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let bytes: [u8; 43] = self.take();
        bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 63)])).collect()
    }
}
