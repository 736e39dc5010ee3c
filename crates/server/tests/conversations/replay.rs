//! Replays a recording against a fresh organization.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use postern_server::Options;
use serde_json::Value;

use crate::{
    bindings::Bindings,
    compare::{Difference, compare},
    harness::{Local, options},
};

/// A file that nobody else uses, for the recording of a replay.
pub fn new_file() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("postern-conversation-{}-{}.jsonl", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let path = std::env::temp_dir().join(name);
    let _ = std::fs::remove_file(&path);
    path
}

/// The lines of a recording.
pub fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{}: {error}", path.display()))).collect()
}

/// Asks everything again, in the recorded order. Says where an answer is another than it was.
pub async fn replay(lines: &[Value]) -> Result<(), String> {
    let (start, exchanges) = lines.split_first().ok_or("the recording is empty")?;
    if start["conversation"] != 1 {
        return Err("the first line is not the start of a recording in form 1".to_owned());
    }
    let (local, own) = fresh(start).await;
    let mut bindings = Bindings::default();
    bind_given(start, &own, &local, &mut bindings)?;
    for exchange in exchanges {
        // A replay is faster than what it replays, so nobody is limited in it; who was, asked again.
        if exchange["status"] != 429 {
            ask(&local.running.url, exchange, &mut bindings).await.map_err(|difference| told(exchange, &difference))?;
        }
    }
    local.running.stop().await;
    Ok(())
}

/// An organization like the one that was recorded, with the first line of its own recording.
async fn fresh(start: &Value) -> (Local, Value) {
    let own = new_file();
    let base = options();
    let recorded = start["settings"].as_object().into_iter().flatten();
    let mut settings: Vec<(String, String)> =
        recorded.map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned())).collect();
    settings.extend(base.settings.clone());
    let demo = start["demo"] == true;
    let local = Local::start_with(Options { settings, demo, record: Some(own.clone()), ..base }).await;
    let first = lines(&own).remove(0);
    let _ = std::fs::remove_file(own);
    (local, first)
}

/// Binds what is there from the start, by its kind and name.
fn bind_given(start: &Value, own: &Value, local: &Local, bindings: &mut Bindings) -> Result<(), String> {
    let founded = local.running.founded.as_ref().ok_or("the organization is not new")?;
    let mut secrets = vec![(founded.client_id.to_string(), founded.client_secret.clone())];
    secrets.extend(founded.demo_clients.iter().map(|key| (key.client_id.to_string(), key.client_secret.clone())));
    let list = |line: &Value| line["given"].as_array().cloned().unwrap_or_default();
    for recorded in list(start) {
        let alike = |one: &&Value| one["what"] == recorded["what"] && one["name"] == recorded["name"];
        let all = list(own);
        let now = all.iter().find(alike).ok_or_else(|| format!("a fresh organization has no {} {}", recorded["what"], recorded["name"]))?;
        let id = now["id"].as_str().unwrap_or_default();
        bindings.bind(recorded["id"].as_str().unwrap_or_default(), id);
        if let (Some(marker), Some((_, secret))) = (recorded["secret"].as_str(), secrets.iter().find(|(client, _)| client == id)) {
            bindings.bind(marker, secret);
        }
    }
    Ok(())
}

async fn ask(url: &str, exchange: &Value, bindings: &mut Bindings) -> Result<(), Difference> {
    let text = |key: &str| exchange[key].as_str();
    let query = text("query").map_or_else(String::new, |query| format!("?{}", bindings.address(query)));
    let address = format!("{url}{}{query}", bindings.address(text("path").unwrap_or_default()));
    let method = text("method").unwrap_or_default().parse().expect("a method");
    let mut request = reqwest::Client::new().request(method, address);
    let credential = text("credential").map(|marker| bindings.secret(marker));
    request = match (text("client"), credential) {
        (Some(client), secret) => request.basic_auth(bindings.text(client), secret),
        (None, Some(token)) => request.bearer_auth(token),
        (None, None) => request,
    };
    for (name, value) in exchange["headers"].as_object().into_iter().flatten() {
        request = request.header(name, bindings.text(value.as_str().unwrap_or_default()));
    }
    let is_form = exchange["headers"]["content-type"].as_str().is_some_and(|media| media.starts_with("application/x-www-form-urlencoded"));
    let body = exchange.get("request").map(|body| bindings.body(body));
    request = match (body, text("requestText")) {
        (Some(Value::Object(form)), _) if is_form => {
            let mut encoded = form_urlencoded::Serializer::new(String::new());
            form.iter().for_each(|(name, value)| _ = encoded.append_pair(name, value.as_str().unwrap_or_default()));
            request.body(encoded.finish())
        }
        (Some(body), _) if exchange["headers"].get("content-type").is_some() => request.body(body.to_string()),
        (Some(body), _) => request.json(&body),
        (None, Some(text)) => request.body(bindings.text(text)),
        (None, None) => request,
    };
    let reply = request.send().await.expect("an answer");
    let (status, text) = (reply.status().as_u16(), reply.text().await.expect("a body"));
    answered(exchange, status, &text, bindings)
}

fn answered(exchange: &Value, status: u16, text: &str, bindings: &mut Bindings) -> Result<(), Difference> {
    if exchange["status"] != status {
        let recorded = exchange.get("response").or(exchange.get("responseText")).map(Value::to_string).unwrap_or_default();
        let recorded = format!("{} {recorded}", exchange["status"]);
        return Err(Difference { at: "status".to_owned(), recorded, new: format!("{status} {text}") });
    }
    let (key, now) = match serde_json::from_str(text) {
        _ if text.is_empty() => ("response", Value::Null),
        Ok(value) => ("response", value),
        Err(_) => ("responseText", Value::from(text)),
    };
    compare(key, &exchange[key], &now, bindings)
}

/// A difference, as a person reads it.
fn told(exchange: &Value, Difference { at, recorded, new }: &Difference) -> String {
    let word = |key: &str| exchange[key].as_str().unwrap_or_default().to_owned();
    format!("request {} ({} {})\n  at        {at}\n  recorded  {recorded}\n  now       {new}", exchange["at"], word("method"), word("path"))
}
