//! `postern snapshot`: saves an organization to a file.

use std::{path::PathBuf, process::ExitCode};

use postern_model::Fact;

use crate::{bad_input, private_file, source};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    source: source::Arguments,
    /// The file to write; only its owner can read it
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let snapshot = match source::read(&arguments.source) {
        Ok(snapshot) => snapshot,
        Err(code) => return code,
    };
    let file = arguments.output.display();
    // Plain values with string keys always serialize.
    let text = serde_json::to_string_pretty(&snapshot).unwrap_or_default();
    if let Err(error) = private_file::write(&arguments.output, format!("{text}\n").as_bytes()) {
        return bad_input(format!("cannot write `{file}`: {error}"), None);
    }
    let counts = [
        counted("people", &snapshot.users),
        counted("groups", &snapshot.groups),
        counted("roles", &snapshot.roles),
        counted("clients", &snapshot.clients),
    ];
    eprintln!("`{}` saved to `{file}`: {}", snapshot.organization.name, counts.join(", "));
    ExitCode::SUCCESS
}

fn counted<T>(name: &str, part: &Fact<Vec<T>>) -> String {
    part.known().map_or_else(|| format!("{name} unknown"), |entities| format!("{} {name}", entities.len()))
}
