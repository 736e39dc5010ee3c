//! Errors of the official Terraform provider, as a terminal or a log shows them: framed, wrapped, coloured.
//!
//! The provider prints `API Error: <status> - <message> (<correlation id>)` for the platform API and `Auth Error: <status> -
//! <error> (<description>)` for the token endpoint, and below it a line of JSON with method, path and correlation id. What answered
//! its token request with a web page it reports as [`NO_JSON`], without a status.

use serde_json::Value;

use super::{Misread, plain};
use crate::{Presented, Seen, Shape, myths};

const HELP: &str = "give what Terraform printed, from the line with `Error:` on";
const API: &str = "API Error: ";
const AUTH: &str = "Auth Error: ";
/// How Go reports that JSON was expected and a web page came.
const NO_JSON: &str = "failed to authorize Genesys Cloud client credentials: invalid character '<'";

/// Reads every error of a run that is about an answer of the platform, each once.
pub fn read(text: &str) -> Result<Vec<Seen>, Misread> {
    let lines: Vec<String> = text.lines().map(bare).collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|at| begins(&lines[*at])).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let mut blocks: Vec<&[String]> = starts.iter().zip(ends).map(|(start, end)| &lines[*start..end]).collect();
    if blocks.is_empty() {
        blocks.push(&lines);
    }
    let mut found: Vec<Seen> = Vec::new();
    for seen in blocks.into_iter().filter_map(block) {
        let same = |other: &Seen| Seen { correlation: None, resource: None, ..other.clone() };
        if !found.iter().any(|other| same(other) == same(&seen)) {
            found.push(seen);
        }
    }
    if found.is_empty() {
        return Err(Misread { why: format!("neither `{API}` nor `{AUTH}` stands in it"), help: HELP });
    }
    Ok(found)
}

/// Whether an error begins here. `API Error: 403` may be wrapped before its second word.
fn begins(line: &str) -> bool {
    line.trim_start().strip_prefix("Error: ").is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// A line without frame and colours.
fn bare(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.find(|c: char| c.is_ascii_alphabetic()).map_or("", |end| &after[end + 1..]);
    }
    plain.push_str(rest);
    let unframed = plain.trim_start().trim_start_matches(['│', '╷', '╵', '|']);
    unframed.strip_prefix(' ').unwrap_or(unframed).trim_end().to_owned()
}

fn block(lines: &[String]) -> Option<Seen> {
    // Wrapped lines are joined again: the provider's own texts have no line breaks in them.
    let told = lines.iter().filter(|line| !is_excerpt(line));
    let whole = told.map(|line| line.as_ref()).collect::<Vec<&str>>().join(" ");
    let mut seen = detail(&whole).unwrap_or_default();
    let before = whole.split("{\"").next().unwrap_or_default();
    if let Some((status, error, description)) = said(&whole, AUTH) {
        seen.status = Some(status);
        seen.error = Some(error).filter(|error| !error.is_empty());
        seen.description = description;
        seen.path = Some("/oauth/token".to_owned()).filter(|_| seen.error.is_some());
        seen.grant = Some("client_credentials".to_owned());
        (seen.presented, seen.method) = (Presented::Basic, Some("POST".to_owned()));
    } else if let Some((status, message, correlation)) = said(before, API).or_else(|| said(&whole, API)) {
        seen.status = seen.status.or(Some(status));
        seen.message = Some(message);
        seen.correlation = seen.correlation.or(correlation);
        seen.presented = Presented::Bearer;
    } else if plain_long(&whole).contains(NO_JSON) {
        (seen.path, seen.grant) = (Some("/oauth/token".to_owned()), Some("client_credentials".to_owned()));
        (seen.presented, seen.method) = (Presented::Basic, Some("POST".to_owned()));
        seen.shape = Shape::Html;
    } else if seen.status.is_none() {
        return None;
    }
    let address = lines.iter().find_map(|line| line.trim().strip_prefix("with ")?.split(',').next().map(plain));
    seen.resource = address.or(seen.resource);
    if seen.message.is_some() || seen.error.is_some() {
        seen.shape = Shape::Json;
    }
    seen.myths = myths::named_in(&whole);
    Some(seen)
}

/// `<mark><status> - <text> (<in brackets>)`.
fn said(text: &str, mark: &str) -> Option<(u16, String, Option<String>)> {
    let text = plain_long(text);
    let rest = text.split_once(mark)?.1;
    let (status, rest) = rest.split_once(" - ")?;
    let status = status.trim().parse().ok()?;
    let brackets =
        |rest: &str| rest.split_once('(').map(|(text, inner)| (text.to_owned(), inner.split(')').next().unwrap_or_default().to_owned()));
    let cut = if mark == API { bracket_of_id(rest) } else { brackets(rest) };
    Some(match cut {
        Some((text, inner)) => (status, plain(&text), Some(plain(&inner)).filter(|inner| !inner.is_empty())),
        // An error of OAuth is a word (RFC 6749 §5.2); what stands behind it is not of the answer.
        None if mark == AUTH => (status, plain(rest.split(' ').next().unwrap_or_default()), None),
        None => (status, plain(rest), None),
    })
}

/// Terraform's own lines about where in the configuration it is: `on main.tf line 9, in …:`, `9: provider "genesyscloud" {`.
fn is_excerpt(line: &str) -> bool {
    let line = line.trim_start_matches(['│', '|', ' ', '\t']);
    let number = line.split_once(':').is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    number || (line.starts_with("on ") && line.contains(" line "))
}

/// Cuts `text (<uuid>)`.
fn bracket_of_id(text: &str) -> Option<(String, String)> {
    text.match_indices(" (").find_map(|(at, _)| {
        let inner = text.get(at + 2..at + 38).filter(|inner| super::is_id(inner))?;
        Some((text[..at].to_owned(), inner.to_owned()))
    })
}

fn plain_long(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The provider's JSON, which names the call.
fn detail(text: &str) -> Option<Seen> {
    let start = text.find("{\"resourceType\"").or_else(|| text.find("{\"resourceName\""))?;
    let told: Value = serde_json::Deserializer::from_str(&text[start..]).into_iter().next()?.ok()?;
    let text = |key: &str| told[key].as_str().map(plain).filter(|text| !text.is_empty());
    let message = text("errorMessage").map(|message| said(&message, API).map_or(message, |(_, message, _)| message));
    Some(Seen {
        method: text("method"),
        path: text("path"),
        status: told["statusCode"].as_u64().and_then(|status| u16::try_from(status).ok()),
        message,
        correlation: text("correlationId"),
        resource: text("resourceType"),
        ..Seen::default()
    })
}
