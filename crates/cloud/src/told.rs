//! A local organization's own word: `/postern/snapshot` and `/postern/decisions/{id}`, which need no credentials and are
//! answered to its machine only.

use std::io::Read;

use postern_model::Snapshot;

use crate::{Place, Progress, Silent, Trust, UNTRUSTED, http};

/// What is smaller is there before anybody looks.
const WORTH_SAYING: usize = 4 << 20;

/// Why a local organization could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTold {
    /// What happened.
    pub error: String,
    /// What to do about it.
    pub help: Option<&'static str>,
}

/// Reads the snapshot that the organization at `place` takes of itself, with `days` of usage and audit events.
///
/// # Errors
///
/// It cannot be reached, refuses, or answers something else.
pub fn told(place: &Place, trust: &Trust, days: u32, progress: &dyn Progress) -> Result<Snapshot, NotTold> {
    let url = format!("{}/postern/snapshot?days={days}", place.api());
    serde_json::from_slice(&got((place, trust), &url, progress)?).map_err(|error| NotTold {
        error: format!("{url} did not answer with a snapshot: {error}"),
        help: Some("use the same version of `postern` on both sides"),
    })
}

/// Reads one decision of the organization at `place`, as `/postern/decisions/{id}` shows it.
///
/// # Errors
///
/// It cannot be reached, has no such decision, or answers something else.
pub fn decision(place: &Place, trust: &Trust, id: &str) -> Result<serde_json::Value, NotTold> {
    let url = format!("{}/postern/decisions/{id}", place.api());
    serde_json::from_slice(&got((place, trust), &url, &Silent)?)
        .map_err(|error| NotTold { error: format!("{url} did not answer with a decision: {error}"), help: None })
}

/// What is answered under `url` with 200.
fn got((place, trust): (&Place, &Trust), url: &str, progress: &dyn Progress) -> Result<Vec<u8>, NotTold> {
    let unreachable = |cause: String| NotTold {
        error: format!("cannot read {url}: {cause}"),
        help: Some("check the address, and that `postern up` runs there"),
    };
    let sent = http::agent(place, trust).get(url).call();
    let failed = |error: ureq::Error| match http::is_untrusted(&error) {
        true => NotTold { error: format!("the certificate of {url} is not trusted: {}", http::cause(&error)), help: Some(UNTRUSTED) },
        false => unreachable(http::cause(&error)),
    };
    let (parts, body) = sent.map_err(failed)?.into_parts();
    let body =
        received(body.into_reader(), progress).map_err(|error| NotTold { error: format!("{url} broke off: {error}"), help: None })?;
    if parts.status != 200 {
        let message = serde_json::from_slice::<serde_json::Value>(&body).ok().and_then(|body| body["message"].as_str().map(str::to_owned));
        let text = message.unwrap_or_else(|| "is that an organization that `postern up` runs?".to_owned());
        return Err(NotTold { error: format!("{url} answered {}: {text}", parts.status.as_u16()), help: None });
    }
    Ok(body)
}

/// The whole body, saying how far it is.
fn received(mut reader: impl Read, progress: &dyn Progress) -> std::io::Result<Vec<u8>> {
    let (mut body, mut chunk) = (Vec::new(), vec![0; 1 << 20]);
    loop {
        let many = reader.read(&mut chunk)?;
        body.extend_from_slice(&chunk[..many]);
        if body.len() >= WORTH_SAYING {
            progress.read("the organization, kB:", body.len() as u64 / 1000, None, 1);
        }
        if many == 0 {
            return Ok(body);
        }
    }
}
