//! `postern catalog op|permission|scope|model QUERY`.

use std::{io::Write, process::ExitCode};

use clap::ValueEnum;
use postern_catalog::{Catalog, lookup};

#[derive(clap::Args)]
pub struct Arguments {
    /// What to look up
    kind: Kind,
    /// A name, a part of one, or for `op` a method and path such as `GET /api/v2/users/me`
    #[arg(required = true, num_args = 1..)]
    query: Vec<String>,
    /// How to print
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Op,
    Permission,
    Scope,
    Model,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Exit code 0 when found, 1 when not.
pub fn run(arguments: &Arguments) -> ExitCode {
    let kind = match arguments.kind {
        Kind::Op => lookup::Kind::Operation,
        Kind::Permission => lookup::Kind::Permission,
        Kind::Scope => lookup::Kind::Scope,
        Kind::Model => lookup::Kind::Model,
    };
    let answer = lookup::run(Catalog::builtin(), kind, &arguments.query.join(" "));
    let text = match arguments.format {
        Format::Text => answer.text(),
        Format::Json => serde_json::to_string_pretty(&answer).unwrap_or_default(),
    };
    // A reader such as `head` may stop listening; that is no failure.
    _ = writeln!(std::io::stdout(), "{}", text.trim_end());
    ExitCode::from(u8::from(!answer.found()))
}
