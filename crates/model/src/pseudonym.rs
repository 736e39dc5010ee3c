//! Pseudonyms: names, addresses and ids replaced so that a snapshot can be shown to others and decides as it did.
//!
//! Each stand-in is made with a key from what it stands for, so the same thing has the same stand-in everywhere. Whoever does
//! not have the key can neither go back nor try names out.

mod snapshot;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde_json::Value;
use uuid::Uuid;

use crate::Id;

/// Makes stand-ins. The key is drawn for one snapshot and thrown away.
pub struct Pseudonyms {
    key: [u8; 32],
    keep_ids: bool,
}

impl Pseudonyms {
    /// Stand-ins made with `key`. With `keep_ids` ids stay, so that findings can be traced in the organization itself.
    pub const fn new(key: [u8; 32], keep_ids: bool) -> Self {
        Self { key, keep_ids }
    }

    fn hash(&self, purpose: &str, text: &[u8]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        hasher.update(purpose.as_bytes()).update(&[0]).update(text);
        hasher.finalize()
    }

    /// A word for `text`, such as `person-1f8a09c2d4`. Nothing stays nothing. Letter case aside, as names are compared.
    pub fn word(&self, kind: &str, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        format!("{kind}-{}", &self.hash(kind, text.to_lowercase().as_bytes()).to_hex()[..10])
    }

    /// An id for an id, whatever it is the id of.
    pub fn uuid(&self, id: Uuid) -> Uuid {
        if self.keep_ids || id.is_nil() {
            return id;
        }
        let hash = self.hash("id", id.as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }

    fn id<T>(&self, id: Id<T>) -> Id<T> {
        Id::new(self.uuid(id.uuid()))
    }

    /// A text that is an id, or a word of `kind` for one that is not.
    fn id_or_word(&self, kind: &str, text: &str) -> String {
        Id::<()>::parse(text).map_or_else(|| self.word(kind, text), |id| self.id(id).to_string())
    }

    /// An address for an e-mail address: people of one domain stay people of one domain.
    pub fn email(&self, email: &str) -> String {
        match email.rsplit_once('@') {
            Some((local, domain)) => format!("{}@{}", self.word("mail", local), self.domain(domain)),
            None => self.word("mail", email),
        }
    }

    fn domain(&self, domain: &str) -> String {
        if domain.is_empty() { String::new() } else { format!("{}.example", self.word("domain", domain)) }
    }

    /// An address for an address of the internet: two that share their first bits still share as many, so a network of
    /// stand-ins holds the stand-ins of what the network held.
    pub fn address(&self, address: IpAddr) -> IpAddr {
        match address {
            IpAddr::V4(address) => IpAddr::V4(Ipv4Addr::from_bits(self.bits(u128::from(address.to_bits()) << 96, 32) as u32)),
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(self.bits(address.to_bits(), 128))),
        }
    }

    /// The stand-in of the first `length` bits, in the last `length` bits. Each bit is turned or not by what stands before it.
    fn bits(&self, address: u128, length: u32) -> u128 {
        let bit = |at: u32| {
            let before = if at == 0 { 0 } else { address >> (128 - at) };
            let turned = self.hash(&format!("address/{length}/{at}"), &before.to_be_bytes()).as_bytes()[0] & 1;
            (address >> (127 - at) & 1) ^ u128::from(turned)
        };
        (0..length).fold(0, |bits, at| bits << 1 | bit(at))
    }

    /// A network in CIDR form, or an address. What is neither is a word.
    fn network(&self, text: &str) -> String {
        let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
        match (address.trim().parse::<IpAddr>(), length) {
            (Ok(address), Some(length)) => format!("{}/{length}", self.address(address)),
            (Ok(address), None) => self.address(address).to_string(),
            (Err(_), _) => self.word("network", text),
        }
    }

    /// A web address: scheme, port, `localhost`, loopback addresses and wildcards stay, for they are what is looked at.
    fn url(&self, url: &str) -> String {
        let Some((scheme, rest)) = url.split_once("://") else { return self.word("address", url) };
        // An app's own scheme is a name.
        let scheme = if ["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) { scheme } else { "app" };
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let authority = authority.rsplit_once('@').map_or(authority, |(_, authority)| authority);
        let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if is_port(port) && (!host.contains(':') || host.ends_with(']')) => (host, format!(":{port}")),
            _ => (authority, String::new()),
        };
        let near = host == "localhost" || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let host = match host.strip_prefix("*.") {
            _ if near || host == "*" => host.to_owned(),
            Some(domain) => format!("*.{}", self.domain(domain)),
            None => self.domain(host),
        };
        let path = if path.contains('*') { format!("{}/*", self.word("path", path)) } else { self.word("path", path) };
        format!("{scheme}://{host}{port}/{path}")
    }

    /// A sentence of this program's own: the ids in it are replaced, and what is quoted from an answer is left out.
    fn sentence(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for (at, part) in text.split('"').enumerate() {
            if at % 2 == 1 {
                out.push_str("\"…\"");
                continue;
            }
            let is_part = |letter: char| letter.is_ascii_hexdigit() || letter == '-';
            let mut rest = part;
            while !rest.is_empty() {
                let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                out.push_str(&Id::<()>::parse(word).map_or_else(|| word.to_owned(), |id| self.id(id).to_string()));
                let next = after.find(is_part).unwrap_or(after.len());
                let (between, after) = after.split_at(next);
                out.push_str(between);
                rest = after;
            }
        }
        out
    }

    /// A value of the API: keys, numbers and switches stay, texts under `kept` stay, ids are ids and other texts words.
    fn value(&self, value: &Value, kept: &[&str]) -> Value {
        match value {
            Value::String(text) => Value::from(self.id_or_word("text", text)),
            Value::Array(values) => values.iter().map(|value| self.value(value, kept)).collect(),
            Value::Object(members) => {
                let of = |(name, value): (&String, &Value)| {
                    let stays = kept.contains(&name.as_str()) && value.is_string();
                    (name.clone(), if stays { value.clone() } else { self.value(value, kept) })
                };
                members.iter().map(of).collect()
            }
            other => other.clone(),
        }
    }
}
