//! A channel of a server that speaks TLS: `wss://`, on the same origin.

use std::sync::Arc;

use futures_util::StreamExt;
use postern_server::Tls;
use postern_testkit::build;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::{TlsConnector, client::TlsStream, rustls};
use tokio_tungstenite::{client_async, tungstenite::Message};

use super::super::users::presences::{AVAILABLE, being};
use crate::harness::options;

/// A connection to the server, whose certificate is the only one trusted.
async fn connect(url: &str, roots: &rustls::RootCertStore) -> TlsStream<TcpStream> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_root_certificates(roots.clone()).with_no_client_auth();
    let socket = TcpStream::connect(url.trim_start_matches("https://")).await.unwrap();
    TlsConnector::from(Arc::new(config)).connect("127.0.0.1".try_into().unwrap(), socket).await.unwrap()
}

/// One request, and the body of its answer.
async fn ask(mut stream: TlsStream<TcpStream>, token: &str, method: &str, path: &str, body: &str) -> Value {
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: postern\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

#[tokio::test]
async fn a_channel_is_heard_over_tls() {
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let folder = std::env::temp_dir().join(format!("postern-wss-{}", uuid::Uuid::from_u128(u128::from(std::process::id()))));
    std::fs::create_dir_all(&folder).unwrap();
    let (certificate, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let mut roots = rustls::RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();

    let options = postern_server::Options { tls: Some(Tls::Files { certificate, key }), ..options() };
    let running = postern_server::start(options).await.unwrap();
    let ada = running.change(|draft| Ok(build::user(draft, "Ada", draft.home()))).await.unwrap();
    let token = running.token_for(running.founded.as_ref().unwrap().client_id, ada);
    let channel = ask(connect(&running.url, &roots).await, &token, "POST", "/api/v2/notifications/channels", "").await;
    let uri = channel["connectUri"].as_str().unwrap();
    assert!(uri.starts_with("wss://127.0.0.1:"), "{uri}");
    let topics = format!(r#"[{{"id":"v2.users.{ada}.presence"}}]"#);
    let subscriptions = format!("/api/v2/notifications/channels/{}/subscriptions", channel["id"].as_str().unwrap());
    ask(connect(&running.url, &roots).await, &token, "POST", &subscriptions, &topics).await;

    let (mut socket, _) = client_async(uri, connect(&running.url, &roots).await).await.unwrap();
    let presence = format!("/api/v2/users/{ada}/presences/purecloud");
    ask(connect(&running.url, &roots).await, &token, "PATCH", &presence, &being(AVAILABLE).to_string()).await;
    let Some(Ok(Message::Text(heard))) = socket.next().await else { panic!("nothing was heard") };
    let heard: Value = serde_json::from_str(&heard).unwrap();
    assert_eq!(heard["eventBody"]["presenceDefinition"]["systemPresence"], "AVAILABLE");
    std::fs::remove_dir_all(&folder).unwrap();
}
