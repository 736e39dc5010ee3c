//! Signature and digest methods: a closed list. HMAC, `none`, MD5, DSA, RSA-PSS and the rest are not on it.

use postern_model::settings::Treatment;
use ring::digest::{self, Digest};
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};

use crate::keys::KeyKind;
use crate::trace::quoted;
use crate::{Code, Refusal, TrustedKey};

/// A signature method.
pub(crate) struct SignatureMethod {
    uri: &'static str,
    pub(crate) name: &'static str,
    kind: KeyKind,
    verification: &'static dyn VerificationAlgorithm,
    sha1: bool,
}

const fn method(
    uri: &'static str,
    name: &'static str,
    kind: KeyKind,
    verification: &'static dyn VerificationAlgorithm,
    sha1: bool,
) -> SignatureMethod {
    SignatureMethod { uri, name, kind, verification, sha1 }
}

/// ECDSA signatures are two numbers of fixed length (XML Signature §6.4.3), not DER.
static SIGNATURES: [SignatureMethod; 6] = [
    method("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "RSA-SHA256", KeyKind::Rsa, &signature::RSA_PKCS1_2048_8192_SHA256, false),
    method("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "RSA-SHA384", KeyKind::Rsa, &signature::RSA_PKCS1_2048_8192_SHA384, false),
    method("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "RSA-SHA512", KeyKind::Rsa, &signature::RSA_PKCS1_2048_8192_SHA512, false),
    method(
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        "ECDSA-SHA256",
        KeyKind::P256,
        &signature::ECDSA_P256_SHA256_FIXED,
        false,
    ),
    method(
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
        "ECDSA-SHA384",
        KeyKind::P384,
        &signature::ECDSA_P384_SHA384_FIXED,
        false,
    ),
    method(
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
        "RSA-SHA1",
        KeyKind::Rsa,
        &signature::RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY,
        true,
    ),
];

/// A digest method.
pub(crate) struct DigestMethod {
    uri: &'static str,
    digest: &'static digest::Algorithm,
    sha1: bool,
}

static DIGESTS: [DigestMethod; 4] = [
    DigestMethod { uri: "http://www.w3.org/2001/04/xmlenc#sha256", digest: &digest::SHA256, sha1: false },
    DigestMethod { uri: "http://www.w3.org/2001/04/xmldsig-more#sha384", digest: &digest::SHA384, sha1: false },
    DigestMethod { uri: "http://www.w3.org/2001/04/xmlenc#sha512", digest: &digest::SHA512, sha1: false },
    DigestMethod { uri: "http://www.w3.org/2000/09/xmldsig#sha1", digest: &digest::SHA1_FOR_LEGACY_USE_ONLY, sha1: true },
];

impl SignatureMethod {
    /// Finds a method by its identifier.
    pub(crate) fn find(uri: &str, sha1: Treatment) -> Result<&'static Self, Refusal> {
        let found = SIGNATURES.iter().find(|known| known.uri == uri);
        found.filter(|known| !known.sha1 || sha1 == Treatment::Accept).ok_or_else(|| {
            let code = if found.is_some() { Code::Sha1 } else { Code::Algorithm };
            Refusal::new(code, "RSA with SHA-256, SHA-384 or SHA-512, or ECDSA with SHA-256 or SHA-384", quoted(uri))
        })
    }

    /// Whether the key is of the method's kind.
    pub(crate) fn fits(&self, key: &TrustedKey) -> bool {
        key.kind == self.kind
    }

    /// Whether `key` made `value` over `octets`.
    pub(crate) fn verify(&self, key: &TrustedKey, octets: &[u8], value: &[u8]) -> bool {
        self.fits(key) && UnparsedPublicKey::new(self.verification, &key.public).verify(octets, value).is_ok()
    }
}

impl DigestMethod {
    /// Finds a method by its identifier.
    pub(crate) fn find(uri: &str, sha1: Treatment) -> Result<&'static Self, Refusal> {
        let found = DIGESTS.iter().find(|known| known.uri == uri);
        found.filter(|known| !known.sha1 || sha1 == Treatment::Accept).ok_or_else(|| {
            let code = if found.is_some() { Code::Sha1 } else { Code::Algorithm };
            Refusal::new(code, "the digest SHA-256, SHA-384 or SHA-512", quoted(uri))
        })
    }

    pub(crate) fn of(&self, octets: &[u8]) -> Digest {
        digest::digest(self.digest, octets)
    }
}
