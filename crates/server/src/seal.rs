//! Access tokens: facts sealed with AES-256-GCM, opaque to everybody else. No write per token; every node that shares the
//! store's key opens them. 70 bytes of facts make a text of 131 characters.
//!
//! The nonce is a keyed hash of the facts, not chance: it comes again only with the same facts, and then the text is the
//! same too. GCM, which a nonce used twice for different texts would break, is safe with that even after a bad random number.

use std::net::{IpAddr, Ipv6Addr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_model::{Id, SignedIn, Timestamp, Token};
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    error::Unspecified,
};
use uuid::Uuid;

const VERSION: u8 = 1;
const HAS_USER: u8 = 1;
/// How the person signed in, by flag.
const SIGNED_IN: [(u8, SignedIn); 2] = [(2, SignedIn::Password), (4, SignedIn::Saml)];
const FACTS: usize = 70;
const TAG: usize = 16;
const SEALED: usize = NONCE_LEN + FACTS + TAG;

/// The keys that seal and open tokens, both derived from one of the store.
pub(crate) struct Sealer {
    cipher: LessSafeKey,
    nonces: [u8; 32],
}

impl Sealer {
    pub(crate) fn new(key: [u8; 32]) -> Result<Self, Unspecified> {
        let cipher = blake3::derive_key("postern 2026 access tokens: cipher", &key);
        let nonces = blake3::derive_key("postern 2026 access tokens: nonces", &key);
        Ok(Self { cipher: LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &cipher)?), nonces })
    }

    /// The token's text.
    pub(crate) fn seal(&self, token: &Token) -> String {
        let mut sealed = [0; SEALED];
        let (nonce, rest) = sealed.split_at_mut(NONCE_LEN);
        let (facts, tag) = rest.split_at_mut(FACTS);
        facts.copy_from_slice(&pack(token));
        let chosen = self.nonce_of(facts);
        nonce.copy_from_slice(&chosen);
        match self.cipher.seal_in_place_separate_tag(Nonce::assume_unique_for_key(chosen), Aad::empty(), facts) {
            Ok(made) => tag.copy_from_slice(made.as_ref()),
            // Only a text of gigabytes cannot be sealed; an all-zero one opens for nobody.
            Err(Unspecified) => sealed.fill(0),
        }
        URL_SAFE_NO_PAD.encode(sealed)
    }

    fn nonce_of(&self, facts: &[u8]) -> [u8; NONCE_LEN] {
        let mut nonce = [0; NONCE_LEN];
        nonce.copy_from_slice(&blake3::keyed_hash(&self.nonces, facts).as_bytes()[..NONCE_LEN]);
        nonce
    }

    /// The facts in a token's text, if this key sealed it and nothing was altered.
    pub(crate) fn open(&self, text: &str) -> Option<Token> {
        let mut sealed = [0; SEALED];
        let length = URL_SAFE_NO_PAD.decode_slice(text, &mut sealed).ok()?;
        let (nonce, rest) = sealed.split_at_mut(NONCE_LEN);
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok().filter(|_| length == SEALED)?;
        let facts = self.cipher.open_in_place(nonce, Aad::empty(), rest).ok()?;
        unpack((&*facts).try_into().ok()?)
    }
}

fn pack(token: &Token) -> [u8; FACTS] {
    let address = match token.address {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
    };
    let mut facts = [0; FACTS];
    facts[0] = VERSION;
    let signed_in = SIGNED_IN.iter().find(|(_, how)| token.signed_in == Some(*how));
    facts[1] = signed_in.map_or(0, |(flag, _)| *flag) | if token.user.is_some() { HAS_USER } else { 0 };
    facts[2..10].copy_from_slice(&token.serial.to_be_bytes());
    facts[10..26].copy_from_slice(token.client.uuid().as_bytes());
    facts[26..42].copy_from_slice(token.user.map_or(Uuid::nil(), Id::uuid).as_bytes());
    facts[42..50].copy_from_slice(&token.issued.0.to_be_bytes());
    facts[50..54].copy_from_slice(&token.seconds.to_be_bytes());
    facts[54..].copy_from_slice(&address.octets());
    facts
}

fn unpack(facts: [u8; FACTS]) -> Option<Token> {
    let user = Id::new(Uuid::from_slice(&facts[26..42]).ok()?);
    let address: [u8; 16] = facts[54..].try_into().ok()?;
    (facts[0] == VERSION).then_some(Token {
        serial: u64::from_be_bytes(facts[2..10].try_into().ok()?),
        client: Id::new(Uuid::from_slice(&facts[10..26]).ok()?),
        user: (facts[1] & HAS_USER != 0).then_some(user),
        signed_in: SIGNED_IN.iter().find(|(flag, _)| facts[1] & flag != 0).map(|(_, how)| *how),
        issued: Timestamp(i64::from_be_bytes(facts[42..50].try_into().ok()?)),
        seconds: u32::from_be_bytes(facts[50..54].try_into().ok()?),
        address: IpAddr::V6(Ipv6Addr::from(address)).to_canonical(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(user: bool) -> Token {
        Token {
            serial: 7,
            client: Id::new(Uuid::from_u128(1)),
            user: user.then(|| Id::new(Uuid::from_u128(2))),
            signed_in: user.then_some(SignedIn::Saml),
            issued: Timestamp(1_790_000_000_123),
            seconds: 86_400,
            address: IpAddr::from([203, 0, 113, 9]),
        }
    }

    fn sealer(key: u8) -> Sealer {
        Sealer::new([key; 32]).expect("32 bytes are a key")
    }

    #[test]
    fn a_sealed_token_opens_with_its_key_only() {
        let (ours, theirs) = (sealer(1), sealer(2));
        for token in [token(true), token(false)] {
            let text = ours.seal(&token);
            assert_eq!(text.len(), 131);
            assert_eq!(ours.open(&text), Some(token));
            assert_eq!(theirs.open(&text), None);
        }
    }

    #[test]
    fn a_token_with_any_byte_changed_does_not_open() {
        let sealer = sealer(1);
        let text = sealer.seal(&token(true));
        for at in 0..text.len() {
            let mut altered = text.clone().into_bytes();
            altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
            assert_eq!(sealer.open(&String::from_utf8_lossy(&altered)), None, "byte {at}");
        }
        for text in ["", "A", "not base64!", &text[1..]] {
            assert_eq!(sealer.open(text), None);
        }
    }
}
