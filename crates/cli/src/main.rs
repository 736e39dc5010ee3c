//! `postern`: the one binary. Each verb is one file.
//!
//! Exit codes: 0 yes or clean, 1 findings or refused, 2 bad input or usage, 3 could not collect what was needed, 4 an
//! expired waiver.
#![allow(clippy::disallowed_methods, reason = "an edge: arguments, environment and files are read here")]

mod catalog;
mod check;
mod explain;
mod policy;
mod private_file;
mod rehearse;
mod snapshot;
mod source;
mod up;
mod workloads;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "postern", version, about = "Looks after machine access to a Genesys Cloud organization that is locked down with SAML")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Runs a local organization
    Up(up::Arguments),
    /// Audits an organization against a policy: who comes in, which machine clients go on working
    Check(check::Arguments),
    /// Saves an organization to a file; never a secret in it
    Snapshot(snapshot::Arguments),
    /// Says why a call is allowed or refused, and the smallest change that would turn the answer
    Explain(Box<explain::Arguments>),
    /// Tells what a change would take from whom, or give to whom, before it is made
    Rehearse(rehearse::Arguments),
    /// Looks up operations, permissions, scopes and models of the platform API
    Catalog(catalog::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().verb {
        Verb::Up(arguments) => up::run(arguments),
        Verb::Check(arguments) => check::run(&arguments),
        Verb::Snapshot(arguments) => snapshot::run(&arguments),
        Verb::Explain(arguments) => explain::run(&arguments),
        Verb::Rehearse(arguments) => rehearse::run(&arguments),
        Verb::Catalog(arguments) => catalog::run(&arguments),
    }
}

/// Prints what is wrong and what to do about it to standard error, and gives the exit code for bad input.
fn bad_input(error: impl std::fmt::Display, help: Option<&str>) -> ExitCode {
    eprintln!("error: {error}");
    if let Some(help) = help {
        eprintln!("help: {help}");
    }
    ExitCode::from(2)
}
