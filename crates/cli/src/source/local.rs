//! A local organization, which tells its own state at `/postern/snapshot`.

use std::{
    io::{IsTerminal, Read, Write},
    time::Duration,
};

use postern_cloud::Place;
use postern_model::Snapshot;

use super::Failure;

/// Longest wait for a connection.
const PATIENCE: Duration = Duration::from_secs(30);

pub fn read(place: &Place) -> Result<Snapshot, Failure> {
    let url = format!("{}/postern/snapshot", place.api());
    let unreachable = |error: reqwest::Error| {
        // The innermost cause is what the system said.
        let mut cause: &dyn std::error::Error = &error;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        Failure::not_collected(format!("cannot read {url}: {cause}"), Some("check the address, and that `postern up` runs there"))
    };
    let client = reqwest::blocking::Client::builder().connect_timeout(PATIENCE).timeout(None).build().map_err(unreachable)?;
    let answer = client.get(&url).send().map_err(unreachable)?;
    let status = answer.status();
    let body = received(answer).map_err(|error| Failure::not_collected(format!("{url} broke off: {error}"), None))?;
    if !status.is_success() {
        let message = serde_json::from_slice::<serde_json::Value>(&body).ok().and_then(|body| body["message"].as_str().map(str::to_owned));
        let text = message.unwrap_or_else(|| "is that an organization that `postern up` runs?".to_owned());
        return Err(Failure::not_collected(format!("{url} answered {}: {text}", status.as_u16()), None));
    }
    serde_json::from_slice(&body).map_err(|error| {
        let help = "use the same version of `postern` on both sides";
        Failure::not_collected(format!("{url} did not answer with a snapshot: {error}"), Some(help))
    })
}

/// The body, with a line that says how far it is.
fn received(mut answer: reqwest::blocking::Response) -> std::io::Result<Vec<u8>> {
    let mut errors = std::io::stderr();
    let line = errors.is_terminal();
    let (mut body, mut chunk) = (Vec::new(), vec![0; 1 << 20]);
    loop {
        let many = answer.read(&mut chunk)?;
        body.extend_from_slice(&chunk[..many]);
        if line {
            write!(errors, "\rreading the organization: {} kB", body.len() / 1000)?;
            errors.flush()?;
        }
        if many == 0 {
            break;
        }
    }
    if line {
        writeln!(errors)?;
    }
    Ok(body)
}
