//! Keys: those of an identity provider, read from configured certificates, and our own for signing.

use std::fmt;
use std::sync::Arc;

use postern_model::Timestamp;
use ring::rand::SecureRandom;
use ring::signature::{self, EcdsaKeyPair, RsaKeyPair};
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::public_key::PublicKey;

use crate::encoding;

/// Longest text of a certificate: several times the largest that is in use.
const MAX_TEXT: usize = 64 * 1024;

/// Kinds of keys that this crate verifies with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    Rsa,
    P256,
    P384,
}

/// An identity provider's key, from a certificate that an administrator configured.
///
/// Only the key counts at sign-in. The dates of its certificate are checked when it is configured
/// ([`TrustedKey::check_dates`]): as in most service providers, an old certificate goes on until it is replaced.
#[derive(Clone, PartialEq, Eq)]
pub struct TrustedKey {
    pub(crate) kind: KeyKind,
    /// RSA: `RSAPublicKey` in DER. EC: the uncompressed point.
    pub(crate) public: Vec<u8>,
    /// SHA-256 of the certificate, in lower-case hexadecimal: its name in logs.
    pub fingerprint: String,
    /// Start of the certificate's validity.
    pub not_before: Timestamp,
    /// End of the certificate's validity.
    pub not_after: Timestamp,
}

/// Why a certificate cannot be used. Codes as the platform API declares them, where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateFault {
    /// Not base64.
    InvalidBase64,
    /// Not one X.509 certificate.
    Unparseable,
    /// A key that is not accepted: RSA below 2048 or above 8192 bits, or neither RSA nor ECDSA on P-256 or P-384.
    UnsupportedKey,
    /// Its time is over.
    Expired,
    /// Its time has not come.
    NotYetValid,
}

impl CertificateFault {
    /// The code of the platform API; an unsupported key counts as unparseable there.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InvalidBase64 => "certificate.invalid.base64",
            Self::Unparseable | Self::UnsupportedKey => "certificate.unparseable",
            Self::Expired => "certificate.expired",
            Self::NotYetValid => "certificate.not.yet.valid",
        }
    }
}

impl fmt::Display for CertificateFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::InvalidBase64 => "the certificate is not base64",
            Self::Unparseable => "the certificate cannot be read",
            Self::UnsupportedKey => "the certificate's key is neither RSA of 2048 to 8192 bits nor ECDSA on P-256 or P-384",
            Self::Expired => "the certificate has expired",
            Self::NotYetValid => "the certificate is not valid yet",
        })
    }
}

impl std::error::Error for CertificateFault {}

impl TrustedKey {
    /// Reads a certificate as administrators paste it: PEM, or base64 of DER.
    ///
    /// # Errors
    /// When it is not one certificate with an accepted key.
    pub fn from_text(text: &str) -> Result<Self, CertificateFault> {
        let text = text.trim();
        if text.len() > MAX_TEXT {
            return Err(CertificateFault::Unparseable);
        }
        let body = match text.strip_prefix("-----BEGIN CERTIFICATE-----") {
            Some(rest) => rest.strip_suffix("-----END CERTIFICATE-----").ok_or(CertificateFault::Unparseable)?,
            None => text,
        };
        if body.contains("-----") {
            return Err(CertificateFault::Unparseable);
        }
        Self::from_der(&encoding::base64(body.as_bytes()).ok_or(CertificateFault::InvalidBase64)?)
    }

    /// Reads a certificate in DER.
    ///
    /// # Errors
    /// When it is not one certificate with an accepted key.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateFault> {
        let (rest, certificate) = X509Certificate::from_der(der).map_err(|_| CertificateFault::Unparseable)?;
        if !rest.is_empty() {
            return Err(CertificateFault::Unparseable);
        }
        let spki = certificate.public_key();
        let (kind, public) = match spki.parsed().map_err(|_| CertificateFault::UnsupportedKey)? {
            PublicKey::RSA(key) if (2048..=8192).contains(&modulus_bits(key.modulus)) => {
                (KeyKind::Rsa, spki.subject_public_key.data.to_vec())
            }
            PublicKey::EC(point) => match (curve(&certificate), point.data().len()) {
                (Some("1.2.840.10045.3.1.7"), 65) => (KeyKind::P256, point.data().to_vec()),
                (Some("1.3.132.0.34"), 97) => (KeyKind::P384, point.data().to_vec()),
                _ => return Err(CertificateFault::UnsupportedKey),
            },
            _ => return Err(CertificateFault::UnsupportedKey),
        };
        let moment = |time: x509_parser::time::ASN1Time| Timestamp(time.timestamp().saturating_mul(1000));
        let validity = certificate.validity();
        let fingerprint = hex(ring::digest::digest(&ring::digest::SHA256, der).as_ref());
        Ok(Self { kind, public, fingerprint, not_before: moment(validity.not_before), not_after: moment(validity.not_after) })
    }

    /// Checks the dates of the certificate, when it is configured.
    ///
    /// # Errors
    /// When its time is over or has not come.
    pub fn check_dates(&self, now: Timestamp) -> Result<(), CertificateFault> {
        match () {
            () if now > self.not_after => Err(CertificateFault::Expired),
            () if now < self.not_before => Err(CertificateFault::NotYetValid),
            () => Ok(()),
        }
    }
}

impl fmt::Debug for TrustedKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "TrustedKey({:?}, {})", self.kind, self.fingerprint)
    }
}

fn modulus_bits(modulus: &[u8]) -> usize {
    let significant: &[u8] = &modulus[modulus.iter().position(|byte| *byte != 0).unwrap_or(modulus.len())..];
    significant.first().map_or(0, |first| significant.len() * 8 - first.leading_zeros() as usize)
}

fn curve(certificate: &X509Certificate<'_>) -> Option<&'static str> {
    let curve = certificate.public_key().algorithm.parameters.as_ref()?.as_oid().ok()?.to_id_string();
    ["1.2.840.10045.3.1.7", "1.3.132.0.34"].into_iter().find(|known| *known == curve)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        text
    })
}

/// Our own key, for requests and logout messages.
#[derive(Clone)]
pub struct SigningKey {
    pair: Arc<Pair>,
    chance: Arc<dyn SecureRandom + Send + Sync>,
}

enum Pair {
    Rsa(RsaKeyPair),
    P256(EcdsaKeyPair),
}

impl SigningKey {
    /// Reads an RSA or ECDSA P-256 key in PKCS #8 DER. Chance is an argument: an ECDSA signature needs some.
    pub fn from_pkcs8(der: &[u8], chance: Arc<dyn SecureRandom + Send + Sync>) -> Option<Self> {
        let rsa = RsaKeyPair::from_pkcs8(der).ok().map(Pair::Rsa);
        let ecdsa = || EcdsaKeyPair::from_pkcs8(&signature::ECDSA_P256_SHA256_FIXED_SIGNING, der, &*chance).ok().map(Pair::P256);
        let pair = Arc::new(rsa.or_else(ecdsa)?);
        Some(Self { pair, chance })
    }

    /// The identifier of the signature algorithm.
    pub(crate) fn algorithm(&self) -> &'static str {
        match *self.pair {
            Pair::Rsa(_) => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            Pair::P256(_) => "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        }
    }

    /// Signs octets; `None` only when there is no chance to be had.
    pub(crate) fn sign(&self, octets: &[u8]) -> Option<Vec<u8>> {
        match &*self.pair {
            Pair::Rsa(pair) => {
                let mut out = vec![0; pair.public().modulus_len()];
                pair.sign(&signature::RSA_PKCS1_SHA256, &*self.chance, octets, &mut out).ok()?;
                Some(out)
            }
            Pair::P256(pair) => pair.sign(&*self.chance, octets).ok().map(|signature| signature.as_ref().to_vec()),
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SigningKey({}, private)", self.algorithm())
    }
}
