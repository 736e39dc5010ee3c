//! `postern snapshot`: saves an organization to a file.

use std::{
    io::{IsTerminal, Read, Write},
    path::PathBuf,
    process::ExitCode,
    time::Duration,
};

use postern_model::{Fact, Snapshot};

use crate::{bad_input, private_file};

#[derive(clap::Args)]
pub struct Arguments {
    /// Address of a local organization, such as http://127.0.0.1:8080
    #[arg(long, value_name = "URL")]
    org: String,
    /// The file to write; only its owner can read it
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Longest wait for a connection, and for the answer to begin.
const PATIENCE: Duration = Duration::from_secs(30);

pub fn run(arguments: &Arguments) -> ExitCode {
    let url = match address(&arguments.org) {
        Ok(url) => url,
        Err((error, help)) => return bad_input(error, Some(help)),
    };
    let (snapshot, bytes) = match collect(&url) {
        Ok(collected) => collected,
        Err((error, help)) => {
            // Not bad input: what was asked for could not be had.
            bad_input(error, help);
            return ExitCode::from(3);
        }
    };
    let file = arguments.output.display();
    // Plain values with string keys always serialize.
    let text = serde_json::to_string_pretty(&snapshot).unwrap_or_default();
    if let Err(error) = private_file::write(&arguments.output, format!("{text}\n").as_bytes()) {
        return bad_input(format!("cannot write `{file}`: {error}"), None);
    }
    let count = |name: &str, many: usize| format!("{many} {name}");
    let counts = [
        count("people", counted(&snapshot.users)),
        count("groups", counted(&snapshot.groups)),
        count("roles", counted(&snapshot.roles)),
        count("clients", counted(&snapshot.clients)),
    ];
    eprintln!("`{}` saved to `{file}`: {} ({bytes} bytes read)", snapshot.organization.name, counts.join(", "));
    ExitCode::SUCCESS
}

fn counted<T>(part: &Fact<Vec<T>>) -> usize {
    part.known().map_or(0, Vec::len)
}

/// Where to ask.
fn address(org: &str) -> Result<String, (String, &'static str)> {
    let root = org.trim_end_matches('/');
    match root.split_once("://") {
        Some(("http", host)) if !host.is_empty() && !host.contains('/') => Ok(format!("{root}/postern/snapshot")),
        Some(("https", _)) => Err((
            format!("`{org}` speaks HTTPS, which this version reads no snapshots over"),
            "fetch it with `curl --insecure URL/postern/snapshot`, or run the organization without `--tls`",
        )),
        _ => Err((
            format!("`{org}` is not the address of a local organization"),
            "give one such as `http://127.0.0.1:8080`; organizations in official regions can be saved in a later version",
        )),
    }
}

type Failure = (String, Option<&'static str>);

fn collect(url: &str) -> Result<(Snapshot, usize), Failure> {
    let unreachable = |error: reqwest::Error| {
        // The innermost cause is what the system said.
        let mut cause: &dyn std::error::Error = &error;
        while let Some(inner) = cause.source() {
            cause = inner;
        }
        (format!("cannot read {url}: {cause}"), Some("check the address, and that `postern up` runs there"))
    };
    let client = reqwest::blocking::Client::builder().connect_timeout(PATIENCE).timeout(None).build().map_err(unreachable)?;
    let answer = client.get(url).send().map_err(unreachable)?;
    let status = answer.status();
    let body = received(answer).map_err(|error| (format!("{url} broke off: {error}"), None))?;
    if !status.is_success() {
        let message = serde_json::from_slice::<serde_json::Value>(&body).ok().and_then(|body| body["message"].as_str().map(str::to_owned));
        let text = message.unwrap_or_else(|| "is that an organization that `postern up` runs?".to_owned());
        return Err((format!("{url} answered {}: {text}", status.as_u16()), None));
    }
    let snapshot = serde_json::from_slice(&body).map_err(|error| {
        (format!("{url} did not answer with a snapshot: {error}"), Some("use the same version of `postern` on both sides"))
    })?;
    Ok((snapshot, body.len()))
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
