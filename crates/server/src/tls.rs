//! HTTPS: a certificate made at start, or one from files.

use std::net::SocketAddr;

use axum_server::tls_rustls::RustlsConfig;

use crate::options::Tls;

/// The configuration to serve with.
pub(crate) async fn config(tls: &Tls, address: SocketAddr) -> Result<RustlsConfig, String> {
    // The provider may be installed already when a process starts several servers.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match tls {
        Tls::SelfSigned => {
            let names = vec!["localhost".to_owned(), address.ip().to_string()];
            let made = rcgen::generate_simple_self_signed(names).map_err(|error| format!("no certificate could be made: {error}"))?;
            let (certificate, key) = (made.cert.pem().into_bytes(), made.signing_key.serialize_pem().into_bytes());
            RustlsConfig::from_pem(certificate, key).await.map_err(|error| format!("the certificate just made cannot be used: {error}"))
        }
        Tls::Files { certificate, key } => RustlsConfig::from_pem_file(certificate, key).await.map_err(|error| {
            format!("the certificate `{}` with the key `{}` cannot be used: {error}", certificate.display(), key.display())
        }),
    }
}
