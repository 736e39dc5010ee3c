//! Chores of the repository: `cargo xtask COMMAND`.
#![allow(clippy::disallowed_methods, reason = "chores read files, arguments and the environment")]

mod catalog;
mod check_layers;
mod coverage;
mod generate;

use std::process::ExitCode;

/// What a chore that went wrong says.
type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// A chore. It is given the arguments after its name.
struct Command {
    name: &'static str,
    usage: &'static str,
    run: fn(&[String]) -> Fallible<()>,
}

const COMMANDS: &[Command] = &[
    Command { name: "catalog", usage: catalog::USAGE, run: catalog::run },
    Command { name: "generate", usage: generate::USAGE, run: generate::run },
    Command { name: "check-layers", usage: check_layers::USAGE, run: |_| Ok(check_layers::run()?) },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let command = arguments.split_first().and_then(|(name, rest)| Some((COMMANDS.iter().find(|command| command.name == name)?, rest)));
    let Some((command, rest)) = command else {
        COMMANDS.iter().for_each(|command| eprintln!("cargo xtask {} {}", command.name, command.usage));
        return ExitCode::from(2);
    };
    match (command.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cargo xtask {}: {error}", command.name);
            ExitCode::FAILURE
        }
    }
}
