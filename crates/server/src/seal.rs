//! Access tokens: facts sealed with AES-SIV (RFC 5297), opaque to everybody else. No write per token; every node that
//! shares the store's key opens them. 70 bytes of facts make a text of 115 characters.

use std::net::{IpAddr, Ipv6Addr};

use aes_siv::{KeyInit, siv::Aes128Siv};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_model::{Id, Timestamp, Token};
use uuid::Uuid;

const VERSION: u8 = 1;
const HAS_USER: u8 = 1;
const FACTS: usize = 70;
const TAG: usize = 16;

/// The key that seals and opens tokens.
#[derive(Clone)]
pub(crate) struct Sealer([u8; Self::KEY]);

impl Sealer {
    /// How many bytes of key it wants.
    pub(crate) const KEY: usize = 32;

    pub(crate) fn new(key: [u8; Self::KEY]) -> Self {
        Self(key)
    }

    fn cipher(&self) -> Aes128Siv {
        Aes128Siv::new(&self.0.into())
    }

    /// The token's text.
    pub(crate) fn seal(&self, token: &Token) -> String {
        let mut sealed = [0; TAG + FACTS];
        let (tag, facts) = sealed.split_at_mut(TAG);
        facts.copy_from_slice(&pack(token));
        match self.cipher().encrypt_inout_detached([&[][..]], facts.into()) {
            Ok(made) => tag.copy_from_slice(&made),
            // Only a plaintext of gigabytes cannot be sealed; an all-zero text opens for nobody.
            Err(_) => facts.fill(0),
        }
        URL_SAFE_NO_PAD.encode(sealed)
    }

    /// The facts in a token's text, if this key sealed it and nothing was altered.
    pub(crate) fn open(&self, text: &str) -> Option<Token> {
        let mut sealed = [0; TAG + FACTS];
        let length = URL_SAFE_NO_PAD.decode_slice(text, &mut sealed).ok()?;
        let (tag, facts) = sealed.split_at_mut(TAG);
        let tag: [u8; TAG] = (&*tag).try_into().ok()?;
        if length != TAG + FACTS {
            return None;
        }
        self.cipher().decrypt_inout_detached([&[][..]], facts.into(), &tag.into()).ok()?;
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
    facts[1] = if token.user.is_some() { HAS_USER } else { 0 };
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
            issued: Timestamp(1_790_000_000_123),
            seconds: 86_400,
            address: IpAddr::from([203, 0, 113, 9]),
        }
    }

    #[test]
    fn a_sealed_token_opens_with_its_key_only() {
        let (ours, theirs) = (Sealer::new([1; 32]), Sealer::new([2; 32]));
        for token in [token(true), token(false)] {
            let text = ours.seal(&token);
            assert_eq!(text.len(), 115);
            assert_eq!(ours.open(&text), Some(token));
            assert_eq!(theirs.open(&text), None);
        }
    }

    #[test]
    fn a_token_with_any_byte_changed_does_not_open() {
        let sealer = Sealer::new([1; 32]);
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
