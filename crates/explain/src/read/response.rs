//! An answer: raw HTTP, the output of `curl -i` or `curl -v`, `{"status", "headers", "body"}`, or its body alone.

use serde_json::Value;

use super::{Misread, plain, told, url};
use crate::{Presented, Seen, Shape, myths};

const HELP: &str = "give the output of `curl -i`, or JSON such as {\"status\": 403, \"headers\": {…}, \"body\": {…}}, or the body alone";

/// Reads an answer.
pub fn read(text: &str) -> Result<Seen, Misread> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut seen = Seen { myths: myths::named_in(&text), ..Seen::default() };
    match serde_json::from_str::<Value>(text.trim()) {
        Ok(Value::Object(told)) if told.contains_key("headers") || told.contains_key("body") => wrapped(&mut seen, &Value::Object(told)),
        Ok(Value::Object(_)) => told::answer(&mut seen, &text),
        _ if text.contains("HTTP/") => raw(&mut seen, &text),
        _ if text.trim_start().starts_with('<') => told::answer(&mut seen, &text),
        _ => buried(&mut seen, &text),
    }
    if seen.status.is_none() && seen.code.is_none() && seen.error.is_none() && seen.message.is_none() && seen.shape != Shape::Html {
        return Err(Misread { why: "neither a status nor an error of the platform stands in it".to_owned(), help: HELP });
    }
    Ok(seen)
}

fn wrapped(seen: &mut Seen, told: &Value) {
    seen.status = told["status"].as_u64().or_else(|| told["status"].as_str()?.parse().ok()).and_then(|status| u16::try_from(status).ok());
    for (name, value) in told["headers"].as_object().into_iter().flatten() {
        header(seen, name, value.as_str().or_else(|| value.get(0)?.as_str()).unwrap_or_default());
    }
    seen.method = told["method"].as_str().map(plain).or(seen.method.take());
    let path = told["path"].as_str().filter(|path| path.starts_with('/'));
    for address in [path, told["url"].as_str()].into_iter().flatten() {
        url::read(seen, address);
    }
    match &told["body"] {
        Value::String(text) => told::answer(seen, text),
        Value::Null => seen.shape = Shape::Empty,
        body => told::answer(seen, &body.to_string()),
    }
}

/// HTTP as it is on the wire, or as `curl -v` shows it: the last answer counts, as after a redirect or a proxy's own.
fn raw(seen: &mut Seen, text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    let sent = |line: &&&str| line.starts_with("> ");
    lines.iter().filter(sent).for_each(|line| request(seen, line[2..].trim()));
    let Some(start) = lines.iter().rposition(|line| status_of(received(line)).is_some()) else { return };
    seen.status = status_of(received(lines[start]));
    let rest = &lines[start + 1..];
    let end = rest.iter().position(|line| received(line).trim().is_empty()).unwrap_or(rest.len());
    for line in &rest[..end] {
        if let Some((name, value)) = received(line).split_once(':') {
            header(seen, name.trim(), value.trim());
        }
    }
    let noise = |line: &&&str| !["* ", "< ", "> ", "{ [", "} ["].iter().any(|mark| line.starts_with(mark));
    let body: Vec<&str> = rest.get(end + 1..).unwrap_or_default().iter().filter(noise).copied().collect();
    told::answer(seen, &body.join("\n"));
}

/// What `curl -v` marks as received.
fn received(line: &str) -> &str {
    line.strip_prefix("< ").or_else(|| line.strip_prefix('<').filter(|rest| rest.is_empty())).unwrap_or(line)
}

fn status_of(line: &str) -> Option<u16> {
    line.strip_prefix("HTTP/")?.split_whitespace().nth(1)?.parse().ok()
}

/// A line of a request, as `curl -v` shows it.
fn request(seen: &mut Seen, line: &str) {
    if line.contains(" HTTP/") {
        let mut words = line.split(' ');
        seen.method = words.next().map(plain);
        let host = seen.host.take();
        url::read(seen, words.next().unwrap_or_default());
        seen.host = host;
    } else if let Some((name, value)) = line.split_once(": ") {
        match name.to_ascii_lowercase().as_str() {
            "host" => seen.host = Some(plain(value).to_ascii_lowercase()),
            "authorization" => authorization(seen, value),
            _ => {}
        }
    }
}

/// What an `Authorization` header presents. Of `Basic` the client id is kept, which is no secret.
pub(super) fn authorization(seen: &mut Seen, value: &str) {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let (scheme, text) = value.trim().split_once(' ').unwrap_or((value.trim(), ""));
    let text = text.trim();
    seen.presented = match scheme.to_ascii_lowercase().as_str() {
        "basic" => Presented::Basic,
        "bearer" if text.is_empty() || text == "null" || text == "undefined" => Presented::Empty,
        "bearer" if text.starts_with("eyJ") && text.matches('.').count() == 2 => Presented::Jwt,
        "bearer" => Presented::Bearer,
        _ => Presented::Nothing,
    };
    if seen.presented == Presented::Basic {
        let decoded = STANDARD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        seen.client = decoded.and_then(|pair| url::name(pair.split_once(':')?.0));
    }
}

/// The headers of an answer that say something about its cause.
fn header(seen: &mut Seen, name: &str, value: &str) {
    match name.to_ascii_lowercase().as_str() {
        "inin-correlation-id" => seen.correlation = Some(plain(value)),
        "retry-after" => seen.retry_after = value.parse().ok(),
        _ => {}
    }
}

/// An error in the middle of other text: a stack trace, a log line, what an SDK prints.
fn buried(seen: &mut Seen, text: &str) {
    let opens = text.match_indices('{').map(|(at, _)| at);
    let objects = opens.filter_map(|at| serde_json::Deserializer::from_str(&text[at..]).into_iter::<Value>().next()?.ok());
    let telling = |value: &Value| ["code", "error", "message"].iter().any(|key| value[*key].is_string());
    if let Some(Value::Object(found)) = objects.into_iter().find(telling) {
        seen.shape = Shape::Json;
        told::error(seen, &found);
    }
    let number = text.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 3 && matches!(word.as_bytes()[0], b'4' | b'5'));
    seen.status = seen.status.or_else(|| number?.parse().ok().filter(|_| seen.shape == Shape::Json));
    if seen.shape == Shape::Unsaid && crate::message::code_of(text).is_some() {
        seen.message = Some(plain(text));
    }
}
