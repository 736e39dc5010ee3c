mod availabletopics;
mod channels;
mod listening;
mod secured;

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

use crate::harness::Caller;

const CHANNELS: &str = "/api/v2/notifications/channels";

/// A client's side of a connection.
pub struct Listener(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Listener {
    /// Connects to a channel as its answer shows it.
    pub async fn to(channel: &Value) -> Self {
        let (socket, _) = connect_async(channel["connectUri"].as_str().unwrap()).await.unwrap();
        Self(socket)
    }

    pub async fn say(&mut self, message: Value) {
        self.0.send(Message::Text(message.to_string().into())).await.unwrap();
    }

    /// The next message; `close CODE REASON` at the end.
    pub async fn hear(&mut self) -> Value {
        match self.0.next().await {
            Some(Ok(Message::Text(text))) => serde_json::from_str(&text).unwrap(),
            Some(Ok(Message::Close(Some(frame)))) => json!(format!("close {} {}", u16::from(frame.code), frame.reason)),
            other => panic!("{other:?}"),
        }
    }

    /// Everything heard before the answer to a ping that is sent now.
    pub async fn heard(&mut self) -> Vec<Value> {
        self.say(json!({ "message": "ping" })).await;
        let mut heard = Vec::new();
        loop {
            match self.hear().await {
                message if message["eventBody"]["message"] == "pong" => return heard,
                message => heard.push(message),
            }
        }
    }
}

/// A fresh channel.
pub async fn channel(caller: &Caller) -> Value {
    let made = caller.post(CHANNELS, Value::Null).await;
    assert_eq!(made.outcome(), "200", "{}", made.message());
    made.body
}

/// Where a channel's topics are.
pub fn subscriptions(channel: &Value) -> String {
    format!("{CHANNELS}/{}/subscriptions", channel["id"].as_str().unwrap())
}

/// A body of topics.
pub fn topics(names: &[&str]) -> Value {
    names.iter().map(|name| json!({ "id": name })).collect()
}

/// The names of topics in an answer.
pub fn ids(body: &Value) -> Vec<&str> {
    body["entities"].as_array().into_iter().flatten().filter_map(|topic| topic["id"].as_str()).collect()
}
