//! Cookies: for this host alone, out of reach of scripts, over https where there is any.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
};

use postern_model::SignedIn;
use postern_server::{Options, Tls};
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, SignatureScheme, StreamOwned,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    pki_types::{CertificateDer, ServerName, UnixTime},
};

use crate::{browser::Web, harness::options};

#[tokio::test]
async fn over_http_they_are_out_of_reach_of_scripts_and_of_other_sites() {
    let web = Web::start().await;
    let browser = web.browser();
    let page = browser.get("/login").await;
    let value = browser.cookie("postern-browser").unwrap();
    assert_eq!(page.set_cookies(), [format!("postern-browser={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400")]);
    let page = web.signed_in(SignedIn::Saml).await.get("/logout").await;
    assert_eq!(page.set_cookies(), ["postern-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]);
}

#[tokio::test]
async fn a_browser_keeps_its_cookie_and_a_made_up_one_of_another_length_is_replaced() {
    let web = Web::start().await;
    let browser = web.browser();
    browser.get("/login").await;
    let first = browser.cookie("postern-browser");
    browser.get("/login").await;
    assert_eq!(browser.cookie("postern-browser"), first);
    browser.cookies.lock().unwrap().insert("postern-browser".to_owned(), "short".to_owned());
    browser.get("/login").await;
    assert_eq!(browser.cookie("postern-browser").unwrap().len(), 43);
}

#[tokio::test]
async fn over_https_they_are_secure_and_bound_to_the_host() {
    let running = postern_server::start(Options { tls: Some(Tls::SelfSigned), ..options() }).await.unwrap();
    let address = running.url.strip_prefix("https://").unwrap().to_owned();
    let login = ask(&address, "/login").await;
    let cookie = login.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    let value = cookie.strip_prefix("__Host-postern-browser=").and_then(|rest| rest.split(';').next()).unwrap();
    assert_eq!(cookie, format!("__Host-postern-browser={value}; Path=/; HttpOnly; SameSite=None; Max-Age=86400; Secure"));
    let logout = ask(&address, "/logout").await;
    assert!(logout.contains("set-cookie: __Host-postern-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure\r\n"), "{logout}");
    running.stop().await;
}

/// The head of an answer over TLS. The certificate was made by the server for itself: nothing is to be learnt from it.
async fn ask(address: &str, path: &str) -> String {
    let (address, path) = (address.to_owned(), path.to_owned());
    let asked = tokio::task::spawn_blocking(move || {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = config.dangerous().with_custom_certificate_verifier(Arc::new(Anybody)).with_no_client_auth();
        let name = ServerName::try_from("localhost").unwrap();
        let connection = ClientConnection::new(Arc::new(config), name).unwrap();
        let mut stream = StreamOwned::new(connection, TcpStream::connect(&address).unwrap());
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        // The server may close the connection without saying so first.
        _ = stream.read_to_end(&mut answer);
        String::from_utf8(answer).unwrap()
    });
    let answer = asked.await.unwrap();
    answer.split_once("\r\n\r\n").unwrap().0.to_owned() + "\r\n"
}

#[derive(Debug)]
struct Anybody;

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        rustls::crypto::ring::default_provider().signature_verification_algorithms.supported_schemes()
    }
}
