//! An organization that is read over the platform API.

use postern_cloud::{Clock, Collecting, Credentials, Fault, Heading, Part, Place, System, Trust, UNTRUSTED};
use postern_model::Snapshot;

use super::{Arguments, Failure, Kept, progress::Shown};

pub fn read(
    (place, trust): (&Place, &Trust),
    credentials: &Credentials,
    arguments: &Arguments,
    kept: Option<&Kept>,
) -> Result<Snapshot, Failure> {
    let heading = Heading::new(place.host(), arguments.days, System.now());
    let mut part = part(heading, kept)?;
    let shown = Shown::new();
    let collecting = Collecting {
        place,
        trust,
        credentials,
        per_minute: arguments.requests_per_minute,
        part: &mut part,
        clock: &System,
        progress: &shown,
    };
    let collected = postern_cloud::collect(collecting);
    shown.end();
    let snapshot = collected.map_err(|fault| failed(&fault, kept))?;
    let requests = snapshot.evidence.as_ref().map_or(0, |evidence| evidence.source.requests);
    eprintln!("{} was read with {requests} requests", place.host());
    Ok(snapshot)
}

/// What is there already, or nothing yet.
fn part(heading: Heading, kept: Option<&Kept>) -> Result<Part, Failure> {
    let Some(Kept { file, resume }) = kept else { return Ok(Part::unkept(heading)) };
    let shown = file.display();
    if !resume {
        return Part::begin(file, heading).map_err(|error| Failure::bad_input(format!("cannot write `{shown}`: {error}"), None));
    }
    let part = Part::resume(file).map_err(|error| {
        let help = "leave `--resume` out to begin anew";
        Failure::bad_input(format!("cannot go on with `{shown}`: {error}"), Some(help))
    })?;
    let begun = part.heading();
    if (&begun.host, begun.window_days) == (&heading.host, heading.window_days) {
        eprintln!("going on with `{shown}`: {} answers since {}", part.len(), begun.began);
        return Ok(part);
    }
    let error =
        format!("`{shown}` is of {} with {} days, not of {} with {}", begun.host, begun.window_days, heading.host, heading.window_days);
    Err(Failure::bad_input(error, Some("leave `--resume` out to begin anew")))
}

fn failed(fault: &Fault, kept: Option<&Kept>) -> Failure {
    let help = match (fault, kept) {
        (Fault::Credentials { .. }, _) => Some("check the id, the secret and the region: a client exists in one region alone".to_owned()),
        (Fault::Untrusted { .. }, _) => Some(UNTRUSTED.to_owned()),
        (_, Some(kept)) => Some(format!("what was read is kept in `{}`: the same command with `--resume` goes on", kept.file.display())),
        (_, None) => Some("`postern snapshot` keeps what was read, and goes on with `--resume`".to_owned()),
    };
    Failure { error: fault.to_string(), help, code: 3 }
}
