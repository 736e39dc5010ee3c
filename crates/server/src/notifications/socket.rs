//! One connection to a channel.

use std::{sync::Arc, time::Duration};

use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use serde_json::{Value, json};
use tokio::{
    sync::broadcast::error::RecvError,
    time::{MissedTickBehavior, interval, timeout},
};

use super::{Topic, Verdict, announce, may_hear, registry::Connection};
use crate::{
    platform::{Platform, fresh_uuid},
    published::Published,
};

/// How often the service says that it is still there (documented).
const HEARTBEAT: Duration = Duration::from_secs(30);
/// How long a client may take to accept a message.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why a connection ends: the code and the words of its close frame.
struct End(u16, &'static str);

const GONE: End = End(close_code::NORMAL, "the channel is over");
const REPLACED: End = End(close_code::NORMAL, "another connection took the place of this one");
const SLOW: End = End(close_code::AGAIN, "too slow: messages were lost");
const STOPPING: End = End(close_code::AWAY, "the server stops");
const TOKEN_OVER: End = End(close_code::POLICY, "the token is over");

/// Serves a connection until one side ends it.
pub(super) async fn run(platform: Arc<Platform>, id: String, connection: Connection, mut socket: WebSocket) {
    let number = connection.number;
    let end = listen(&platform, &id, &mut socket, connection).await;
    platform.channels.disconnect(&id, number);
    if let Some(end) = end {
        close(&mut socket, &end).await;
    }
}

async fn close(socket: &mut WebSocket, End(code, reason): &End) {
    let frame = CloseFrame { code: *code, reason: (*reason).into() };
    // A client that is gone needs no farewell.
    let _ = timeout(PATIENCE, socket.send(Message::Close(Some(frame)))).await;
}

/// Tells what there is to tell. Nothing: the client went.
async fn listen(platform: &Platform, id: &str, socket: &mut WebSocket, mut connection: Connection) -> Option<End> {
    let mut heartbeat = interval(HEARTBEAT);
    heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    heartbeat.tick().await;
    loop {
        let said = tokio::select! {
            // In this order: a change that was published before a client asks is told before the answer.
            biased;
            _ = connection.stopping.changed() => return Some(STOPPING),
            _ = connection.current.changed() => {
                let current = *connection.current.borrow();
                return Some(if current == super::channel::ENDED { GONE } else { REPLACED });
            }
            change = connection.changes.recv() => match change {
                Ok(change) => match told(platform, id, &change) {
                    Ok(said) => said,
                    Err(end) => return Some(end),
                },
                Err(RecvError::Lagged(_)) => return Some(SLOW),
                Err(RecvError::Closed) => return Some(STOPPING),
            },
            heard = socket.recv() => match heard {
                Some(Ok(Message::Text(text))) => answer(&text).into_iter().collect(),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => Vec::new(),
            },
            _ = heartbeat.tick() => match over(platform, id) {
                None => vec![metadata("WebSocket Heartbeat")],
                end => return end,
            },
        };
        for message in said {
            match timeout(PATIENCE, socket.send(Message::Text(message.to_string().into()))).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => return None,
                Err(_) => return Some(SLOW),
            }
        }
    }
}

/// Why the connection is over though nobody ended it: the channel is, or its token.
fn over(platform: &Platform, id: &str) -> Option<End> {
    let now = platform.clock.now();
    let read = platform.channels.read(id, now, |channel| (channel.tenant, channel.token, channel.address));
    let Some((tenant, token, address)) = read else { return Some(GONE) };
    // What everybody may hear: only the token itself can be refused.
    let anything = Topic::Presence(String::new());
    let verdict = may_hear(platform, &platform.tenants.get(tenant)?.current(), (&token, address), &anything, now);
    (verdict == Verdict::Over).then_some(TOKEN_OVER)
}

/// What is answered to a client: `{"message":"ping"}` is answered with a pong, nothing else with anything.
fn answer(text: &str) -> Option<Value> {
    let said: Value = serde_json::from_str(text).ok()?;
    (said.get("message")?.as_str()? == "ping").then(|| metadata("pong"))
}

fn metadata(message: &str) -> Value {
    json!({ "topicName": "channel.metadata", "eventBody": { "message": message } })
}

/// What a change says to the channel, as far as its token may hear it by now.
fn told(platform: &Platform, id: &str, change: &Published) -> Result<Vec<Value>, End> {
    let now = platform.clock.now();
    let read = platform.channels.read(id, now, |channel| (channel.token, channel.address, Arc::clone(&channel.topics)));
    let (token, address, topics) = read.ok_or(GONE)?;
    let mut said = Vec::new();
    for (topic, body) in announce::messages(change, &topics) {
        match may_hear(platform, &change.new, (&token, address), &topic, now) {
            Verdict::Yes => said.push(json!({
                "topicName": topic.name(), "version": "2", "eventBody": body, "metadata": { "CorrelationId": fresh_uuid() },
            })),
            Verdict::No { .. } => {}
            Verdict::Over => return Err(TOKEN_OVER),
        }
    }
    Ok(said)
}
