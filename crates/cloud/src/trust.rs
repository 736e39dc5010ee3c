//! Whose certificates are believed.

use std::path::Path;

use ureq::tls::{PemItem, RootCerts, parse_pem};

use crate::Mistake;

/// Whose certificates are believed: the authorities that the system trusts, or those of a file alone.
#[derive(Clone, Debug)]
pub struct Trust(RootCerts);

impl Trust {
    /// The authorities that the system trusts. On Linux `SSL_CERT_FILE` and `SSL_CERT_DIR` name others.
    pub const fn system() -> Self {
        Self(RootCerts::PlatformVerifier)
    }

    /// The authorities of a file in PEM, and no others: where a company's proxy shows certificates of its own, that is all there is.
    ///
    /// # Errors
    ///
    /// It cannot be read, or holds no certificate.
    pub fn of_file(file: &Path) -> Result<Self, Mistake> {
        let help = "give a file with the authority's certificate in PEM: `-----BEGIN CERTIFICATE-----`";
        let mistake = |what: String| Mistake { error: format!("the authorities of `{}` cannot be used: {what}", file.display()), help };
        let text = std::fs::read(file).map_err(|error| mistake(error.to_string()))?;
        let items: Vec<PemItem<'_>> = parse_pem(&text).collect::<Result<_, _>>().map_err(|error| mistake(error.to_string()))?;
        let certificates = items.into_iter().filter_map(|item| match item {
            PemItem::Certificate(certificate) => Some(certificate),
            _ => None,
        });
        let certificates: Vec<_> = certificates.collect();
        if certificates.is_empty() {
            return Err(mistake("there is no certificate in it".to_owned()));
        }
        Ok(Self(certificates.into()))
    }

    pub(crate) fn roots(&self) -> RootCerts {
        self.0.clone()
    }
}
