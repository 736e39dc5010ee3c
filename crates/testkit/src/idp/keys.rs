//! Test-only keys.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{self, EcdsaKeyPair, EcdsaSigningAlgorithm, RsaEncoding, RsaKeyPair};

/// A key pair with its self-signed certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// RSA, 2048 bits: the identity provider's.
    First,
    /// RSA, 2048 bits: the identity provider's next one.
    Second,
    /// RSA, 2048 bits: an attacker's.
    Attacker,
    /// ECDSA on P-256.
    P256,
    /// ECDSA on P-384.
    P384,
}

impl Key {
    /// The certificate in PEM.
    pub fn certificate(self) -> &'static str {
        match self {
            Self::First => include_str!("keys/first.crt"),
            Self::Second => include_str!("keys/second.crt"),
            Self::Attacker => include_str!("keys/attacker.crt"),
            Self::P256 => include_str!("keys/p256.crt"),
            Self::P384 => include_str!("keys/p384.crt"),
        }
    }

    /// The certificate in base64 on one line.
    pub fn certificate_base64(self) -> String {
        self.certificate().lines().filter(|line| !line.starts_with("-----")).collect()
    }

    /// A certificate with an RSA key of 1024 bits.
    pub fn weak_certificate() -> &'static str {
        include_str!("keys/rsa1024.crt")
    }

    /// A certificate with an Ed25519 key.
    pub fn ed25519_certificate() -> &'static str {
        include_str!("keys/ed25519.crt")
    }

    /// The private key in PKCS #8 DER.
    pub fn pkcs8(self) -> Vec<u8> {
        let pem = match self {
            Self::First => include_str!("keys/first.key"),
            Self::Second => include_str!("keys/second.key"),
            Self::Attacker => include_str!("keys/attacker.key"),
            Self::P256 => include_str!("keys/p256.key"),
            Self::P384 => include_str!("keys/p384.key"),
        };
        let base64: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        STANDARD.decode(base64).expect("a test key is base64")
    }

    /// The signature method that goes with the key.
    pub fn method(self) -> &'static str {
        match self {
            Self::First | Self::Second | Self::Attacker => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            Self::P256 => "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            Self::P384 => "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
        }
    }

    /// Signs octets with a method; a method that is not known is signed like the key's own.
    pub fn sign(self, octets: &[u8], method: &str) -> Vec<u8> {
        match self {
            Self::P256 => self.ecdsa(octets, &signature::ECDSA_P256_SHA256_FIXED_SIGNING),
            Self::P384 => self.ecdsa(octets, &signature::ECDSA_P384_SHA384_FIXED_SIGNING),
            Self::First | Self::Second | Self::Attacker if method.ends_with("rsa-sha384") => self.rsa(octets, &signature::RSA_PKCS1_SHA384),
            Self::First | Self::Second | Self::Attacker if method.ends_with("rsa-sha512") => self.rsa(octets, &signature::RSA_PKCS1_SHA512),
            Self::First | Self::Second | Self::Attacker if method.ends_with("MGF1") => self.rsa(octets, &signature::RSA_PSS_SHA256),
            Self::First | Self::Second | Self::Attacker => self.rsa(octets, &signature::RSA_PKCS1_SHA256),
        }
    }

    /// An ECDSA P-256 signature in DER, as XML signatures must not have it.
    pub fn sign_in_der(self, octets: &[u8]) -> Vec<u8> {
        self.ecdsa(octets, &signature::ECDSA_P256_SHA256_ASN1_SIGNING)
    }

    fn rsa(self, octets: &[u8], padding: &'static dyn RsaEncoding) -> Vec<u8> {
        let pair = RsaKeyPair::from_pkcs8(&self.pkcs8()).expect("a test key is an RSA key");
        let mut out = vec![0; pair.public().modulus_len()];
        pair.sign(padding, &SystemRandom::new(), octets, &mut out).expect("a test key signs");
        out
    }

    fn ecdsa(self, octets: &[u8], algorithm: &'static EcdsaSigningAlgorithm) -> Vec<u8> {
        let chance = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, &self.pkcs8(), &chance).expect("a test key is an ECDSA key");
        pair.sign(&chance, octets).expect("a test key signs").as_ref().to_vec()
    }
}
