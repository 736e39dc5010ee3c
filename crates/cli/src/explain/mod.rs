//! `postern explain`: why a call is allowed or refused, and the smallest change that would turn the answer.

mod decision;
mod given;
mod organization;

use std::{io::Write, net::IpAddr, path::PathBuf, process::ExitCode};

use clap::ValueEnum;
use postern_catalog::Catalog;
use postern_explain::{Answer, Explanation, Place, Seen, explain};

use crate::bad_input;
use decision::Told;
use organization::Read;

/// What is wrong and what to do about it.
type Failure = (String, Option<String>);

#[derive(clap::Args)]
#[command(after_help = "Exit codes: 0 allowed, 1 refused, 2 bad input, 3 cannot tell.")]
pub struct Arguments {
    /// The call: GET /api/v2/users/{id}
    #[arg(value_name = "METHOD PATH", num_args = 0..=2)]
    call: Vec<String>,
    /// The OAuth client that calls, by id or name
    #[arg(long, value_name = "ID|NAME")]
    client: Option<String>,
    /// The person its token acts for, by e-mail
    #[arg(long, value_name = "EMAIL")]
    user: Option<String>,
    /// The division of what the call touches, by name or id
    #[arg(long, value_name = "NAME")]
    division: Option<String>,
    /// The address the call comes from
    #[arg(long, value_name = "IP")]
    address: Option<IpAddr>,
    /// The organization to ask: a region, the address of a local one such as http://127.0.0.1:8080, or a snapshot file
    #[arg(long, value_name = "REGION|URL|FILE")]
    org: Option<String>,
    /// Believe these certificate authorities alone, a file in PEM: where a company's proxy shows certificates of its own
    #[arg(long, value_name = "FILE", env = "SSL_CERT_FILE", hide_env_values = true)]
    ca_file: Option<PathBuf>,
    /// An answer: the output of `curl -i` or `curl -v`, JSON with status, headers and body, or the body alone; `-` for standard input
    #[arg(long, value_name = "FILE|-")]
    response: Option<PathBuf>,
    /// A curl command, and what it printed if that is there
    #[arg(long, value_name = "FILE|-")]
    curl: Option<PathBuf>,
    /// What Terraform printed
    #[arg(long, value_name = "FILE|-")]
    terraform: Option<PathBuf>,
    /// A correlation id (`ININ-Correlation-Id`, `contextId`) of a local organization
    #[arg(long, value_name = "ID", requires = "org", conflicts_with_all = ["response", "curl", "terraform"])]
    correlation: Option<String>,
    /// A decision (`Postern-Decision`) of a local organization
    #[arg(long, value_name = "ID", requires = "org", conflicts_with_all = ["response", "curl", "terraform", "correlation"])]
    decision: Option<String>,
    /// How to print
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Exit code 0 when allowed, 1 when refused, 2 for bad input, 3 when it cannot be told.
pub fn run(arguments: &Arguments) -> ExitCode {
    let explanations = match explained(arguments) {
        Ok(explanations) => explanations,
        Err(code) => return code,
    };
    let shown = print(&explanations, arguments.format);
    // A reader such as `head` may stop listening; that is no failure.
    _ = writeln!(std::io::stdout(), "{}", shown.trim_end());
    let code = |explanation: &Explanation| match explanation.answer {
        Answer::Allowed => 0,
        Answer::Refused => 1,
        Answer::Unknown => 3,
    };
    // Of several the one that says most: a refusal, then a doubt.
    let codes: Vec<u8> = explanations.iter().map(code).collect();
    ExitCode::from([1, 3].into_iter().find(|code| codes.contains(code)).unwrap_or(0))
}

fn explained(arguments: &Arguments) -> Result<Vec<Explanation>, ExitCode> {
    let id = arguments.decision.as_ref().or(arguments.correlation.as_ref());
    let told = match id.zip(arguments.org.as_ref()) {
        Some((id, org)) => match decision::read(org, id, arguments.ca_file.as_deref())? {
            Told::Explained(explanation) => return Ok(vec![*explanation]),
            Told::Asked(seen) => Some(*seen),
        },
        None => None,
    };
    let seen = given::all(arguments, told)?;
    let read = arguments.org.as_deref().map(|org| organization::read(org, arguments.ca_file.as_deref())).transpose()?;
    let place = read.as_ref().map(|Read { organization, now }| Place { organization, now: *now });
    let explain = |seen: &Seen| explain(Catalog::builtin(), seen, place).map_err(|unclear| bad_input(unclear.why, Some(&unclear.help)));
    seen.iter().map(explain).collect()
}

fn print(explanations: &[Explanation], format: Format) -> String {
    match (format, explanations) {
        (Format::Text, several) => several.iter().map(Explanation::text).collect::<Vec<_>>().join("\n\n"),
        (Format::Json, [one]) => serde_json::to_string_pretty(one).unwrap_or_default(),
        (Format::Json, several) => serde_json::to_string_pretty(several).unwrap_or_default(),
    }
}
