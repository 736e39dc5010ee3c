//! Our own key: what signs requests and logout messages, and the certificate that identity providers know it by. Made once
//! for a store, when it is first needed, and kept there. Without a key nothing is sent that ought to be signed.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use postern_saml::{SigningKey, Sp};
use postern_store::Store;
use ring::rand::SystemRandom;
use rsa::{RsaPrivateKey, pkcs8::EncodePrivateKey, rand_core::OsRng};
use rustls::pki_types::PrivatePkcs8KeyDer;
use serde::{Deserialize, Serialize};

use crate::{fault::Fault, platform::Platform};

const NAME: &str = "saml-service-provider";
const BITS: usize = 2048;

/// A private key with its certificate.
pub(crate) struct Pair {
    pub(crate) signing: SigningKey,
    /// In DER.
    pub(crate) certificate: Vec<u8>,
}

/// How a pair is kept: both in base64 of DER.
#[derive(Serialize, Deserialize)]
struct Stored {
    key: String,
    certificate: String,
}

/// `sp` with our key.
pub(crate) async fn signing(platform: &Platform, sp: Sp) -> Result<Sp, Fault> {
    let pair = platform.saml_key.get_or_try_init(|| Pair::load(&platform.store, NAME, rsa)).await?;
    Ok(Sp { signing: Some(pair.signing.clone()), certificate: Some(pair.certificate.clone()), ..sp })
}

impl Pair {
    /// The pair that the store keeps under this name. What `make` makes becomes it, if there is none.
    pub(crate) async fn load(store: &Store, name: &str, make: fn() -> Result<Vec<u8>, Fault>) -> Result<Self, Fault> {
        let known = match store.known_key(name).await.map_err(Fault::unavailable)? {
            Some(known) => known,
            None => {
                let fresh = tokio::task::spawn_blocking(make).await.map_err(Fault::internal)??;
                store.key(name, &fresh).await.map_err(Fault::unavailable)?
            }
        };
        Self::read(&known)
    }

    /// Reads what [`Self::load`] keeps.
    pub(crate) fn read(stored: &[u8]) -> Result<Self, Fault> {
        let stored: Stored = serde_json::from_slice(stored).map_err(Fault::internal)?;
        let bytes = |text: &str| STANDARD.decode(text).map_err(Fault::internal);
        let signing = SigningKey::from_pkcs8(&bytes(&stored.key)?, Arc::new(SystemRandom::new()));
        Ok(Self {
            signing: signing.ok_or_else(|| Fault::internal("a stored key cannot be read"))?,
            certificate: bytes(&stored.certificate)?,
        })
    }
}

/// A fresh RSA key with its certificate: what most identity providers take.
///
/// `rsa` only makes the key. All that is done with it is done by `ring`, in constant time (docs/decisions/0009).
fn rsa() -> Result<Vec<u8>, Fault> {
    let key = RsaPrivateKey::new(&mut OsRng, BITS).map_err(Fault::internal)?;
    let der = key.to_pkcs8_der().map_err(Fault::internal)?;
    let der = PrivatePkcs8KeyDer::from(der.as_bytes());
    certified(&rcgen::KeyPair::from_pkcs8_der_and_sign_algo(&der, &rcgen::PKCS_RSA_SHA256).map_err(Fault::internal)?, "Postern")
}

/// The pair of a key as it is kept, with a self-signed certificate under this name. Its dates are wide: the clock can be
/// moved, and nobody reads more than the key out of it.
pub(crate) fn certified(key: &rcgen::KeyPair, name: &str) -> Result<Vec<u8>, Fault> {
    let mut params = rcgen::CertificateParams::default();
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    (params.not_before, params.not_after) = (rcgen::date_time_ymd(2020, 1, 1), rcgen::date_time_ymd(2049, 12, 31));
    let certificate = params.self_signed(key).map_err(Fault::internal)?;
    let stored = Stored { key: STANDARD.encode(key.serialize_der()), certificate: STANDARD.encode(certificate.der()) };
    serde_json::to_vec(&stored).map_err(Fault::internal)
}
