//! `postern snapshot`: saves an organization to a file.

use std::{path::PathBuf, process::ExitCode};

use postern_model::{Fact, Pseudonyms, Snapshot};

use crate::{
    bad_input, private_file,
    source::{self, Kept},
};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    source: source::Arguments,
    /// The file to write; only its owner can read it
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Go on with a collection that was cut off: what it read is in FILE.part
    #[arg(long)]
    resume: bool,
    /// Replace names, addresses, texts and ids by stand-ins, so that the file can be shown to others. Certificates are left out
    #[arg(long)]
    pseudonymize: bool,
    /// With --pseudonymize: let ids stay
    #[arg(long, requires = "pseudonymize")]
    keep_ids: bool,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let kept = Kept { file: beside(&arguments.output), resume: arguments.resume };
    let snapshot = match source::read(&arguments.source, Some(&kept)) {
        Ok(snapshot) => snapshot,
        Err(code) => return code,
    };
    let snapshot = match arguments.pseudonymize.then(|| pseudonyms(arguments.keep_ids)) {
        None => snapshot,
        Some(Ok(pseudonyms)) => pseudonyms.snapshot(snapshot),
        Some(Err(error)) => return bad_input(format!("no chance can be had from the system: {error}"), None),
    };
    let file = arguments.output.display();
    // Plain values with string keys always serialize.
    let text = serde_json::to_string_pretty(&snapshot.clone().redacted()).unwrap_or_default();
    if let Err(error) = private_file::write(&arguments.output, format!("{text}\n").as_bytes()) {
        return bad_input(format!("cannot write `{file}`: {error}"), None);
    }
    // It may never have been there.
    let _ = std::fs::remove_file(&kept.file);
    say(&snapshot, &file.to_string());
    ExitCode::SUCCESS
}

/// Stand-ins made with a key that nobody learns.
fn pseudonyms(keep_ids: bool) -> Result<Pseudonyms, getrandom::Error> {
    let mut key = [0; 32];
    getrandom::fill(&mut key)?;
    Ok(Pseudonyms::new(key, keep_ids))
}

/// `ORG.json.part`.
fn beside(output: &std::path::Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    output.with_file_name(name)
}

fn say(snapshot: &Snapshot, file: &str) {
    let counts = [
        counted("people", &snapshot.users),
        counted("groups", &snapshot.groups),
        counted("roles", &snapshot.roles),
        counted("clients", &snapshot.clients),
    ];
    eprintln!("`{}` saved to `{file}`: {}", snapshot.organization.name, counts.join(", "));
    for (part, why) in unknown(snapshot) {
        eprintln!("unknown: {part}: {why}");
    }
}

fn counted<T>(name: &str, part: &Fact<Vec<T>>) -> String {
    part.known().map_or_else(|| format!("{name} unknown"), |entities| format!("{} {name}", entities.len()))
}

/// What could not be read although the API shows it, with the reasons.
fn unknown(snapshot: &Snapshot) -> Vec<(String, &str)> {
    let parts = [
        ("divisions", why(&snapshot.divisions)),
        ("grants", why(&snapshot.grants)),
        ("groups", why(&snapshot.groups)),
        ("identity providers", why(&snapshot.providers)),
    ];
    let mut unknown: Vec<_> = parts.into_iter().filter_map(|(part, why)| Some((part.to_owned(), why?))).collect();
    if let Some(evidence) = &snapshot.evidence {
        let named = |piece| serde_json::to_value(piece).ok().and_then(|name| name.as_str().map(|name| name.replace('-', " ")));
        unknown.extend(evidence.unread.iter().map(|(piece, why)| (named(piece).unwrap_or_default(), why.as_str())));
        let around = [
            ("permissions of the organization", why(&evidence.permissions)),
            ("trustees", why(&evidence.trustees)),
            ("authorizations", why(&evidence.authorizations)),
            ("integrations", why(&evidence.integrations)),
            ("access policies", why(&evidence.access_policies)),
            ("usage", why(&evidence.usage)),
            ("audit events", why(&evidence.audits)),
        ];
        unknown.extend(around.into_iter().filter_map(|(part, why)| Some((part.to_owned(), why?))));
    }
    unknown
}

fn why<T>(part: &Fact<T>) -> Option<&str> {
    match part {
        Fact::Known(_) => None,
        Fact::Unknown(why) => Some(why),
    }
}
