//! `postern check`: audits an organization against a policy.

mod output;

use std::{path::PathBuf, process::ExitCode, time::SystemTime};

use postern_audit::{Inputs, NoLeast, Outcome, Report, Severity, View, audit, least_privilege, reports::Format};
use postern_catalog::Catalog;
use postern_model::{Client, Snapshot, Timestamp};
use postern_org::Organization;

use crate::{
    bad_input, policy, source,
    workloads::{self, Workloads},
};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    asked: Asked,
    /// What must hold; without it `postern.toml` of this folder, if there is one
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Write a policy from what the organization has, and end
    #[arg(long, conflicts_with_all = ["policy", "least_privilege", "baseline", "write_baseline"])]
    init: bool,
    /// Print the role that a client needs to read everything, as HCL, and end; asks nobody
    #[arg(long, conflicts_with_all = ["init", "policy", "least_privilege", "workloads", "formats", "fail_on", "baseline", "write_baseline"])]
    print_role: bool,
    /// Print the smallest role that covers what this client has to do, proven, and end
    #[arg(long, value_name = "CLIENT")]
    least_privilege: Option<String>,
    /// What a client has to be able to do: a folder of Terraform, a plan in JSON, an HTTP archive, a log of the provider or a
    /// list of operations; a client is named by its id or its name
    #[arg(long = "workload", value_name = "CLIENT=PATH")]
    workloads: Vec<String>,
    /// How to print; may be given several times along with a folder
    #[arg(long = "format", value_name = "FORMAT", default_value = "text", value_parser = ["text", "json", "sarif", "junit", "markdown", "csv", "html"])]
    formats: Vec<String>,
    /// Where to write: a file, or a folder for several forms; without it standard output
    #[arg(short, long, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    /// Findings of this severity and worse end with exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "low", value_parser = ["low", "medium", "high", "critical"])]
    fail_on: String,
    /// Findings that are known: a file that --write-baseline wrote
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write what is open now to a file, for --baseline
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

/// The organization that is asked: none for `--print-role`, which needs no `--org`; every other use does.
struct Asked(Option<source::Arguments>);

impl clap::Args for Asked {
    fn augment_args(command: clap::Command) -> clap::Command {
        let command = source::Arguments::augment_args(command);
        command.mut_arg("org", |org| org.required(false).required_unless_present("print_role"))
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Asked {
    fn from_arg_matches(matches: &clap::ArgMatches) -> Result<Self, clap::Error> {
        let nobody = matches.get_flag("print_role");
        let source = (!nobody).then(|| source::Arguments::from_arg_matches(matches));
        source.transpose().map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &clap::ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

pub fn run(arguments: &Arguments) -> ExitCode {
    let done = match &arguments.asked.0 {
        Some(source) => check(arguments, source),
        None => print_role(arguments),
    };
    match done {
        Ok(code) | Err(code) => code,
    }
}

fn print_role(arguments: &Arguments) -> Result<ExitCode, ExitCode> {
    let role = postern_cloud::auditor_hcl();
    match &arguments.output {
        Some(file) => output::write(file, &role)?,
        None => output::print(&role),
    }
    Ok(ExitCode::SUCCESS)
}

/// Exit codes: 0 clean, 1 findings, 2 bad input, 3 something could not be told, 4 an expired waiver.
fn check(arguments: &Arguments, source: &source::Arguments) -> Result<ExitCode, ExitCode> {
    // What people wrote is looked at before anybody is asked.
    let written = if arguments.init { None } else { policy::read(arguments.policy.as_deref())? };
    let baseline = arguments.baseline.as_deref().map(policy::read_file).transpose()?;
    let snapshot = source::read(source, None)?;
    let catalog = Catalog::builtin();
    let (evidence, taken) = (snapshot.evidence.clone(), snapshot.taken);
    let organization = organization(catalog, snapshot)?;
    if arguments.init {
        let text = postern_audit::policy::init(&organization, evidence.as_ref());
        return output::write_new(arguments.output.as_deref(), &text);
    }
    let workloads = Workloads::read(catalog, &organization, written.as_ref(), &arguments.workloads)?;
    let inputs = Inputs {
        catalog,
        organization: &organization,
        evidence: evidence.as_ref(),
        policy: written.as_ref().map(|written| &written.policy),
        workloads: &workloads.needs,
        effects: &workloads.effects,
        taken,
        now: now(),
    };
    if let Some(client) = &arguments.least_privilege {
        return least(&inputs, client, arguments);
    }
    let report = report(&inputs, baseline.as_deref());
    output::reports(&report, &formats(arguments), arguments.output.as_deref())?;
    if let Some(file) = &arguments.write_baseline {
        output::write(file, &report.baseline())?;
    }
    // The words of the command line were checked by it.
    let fail_on = Severity::parse(&arguments.fail_on).unwrap_or(Severity::Low);
    Ok(ExitCode::from(report.outcome(fail_on) as u8))
}

fn report(inputs: &Inputs<'_>, baseline: Option<&str>) -> Report {
    let mut report = audit(inputs);
    if let Some(baseline) = baseline {
        report.accept(baseline);
    }
    report
}

fn formats(arguments: &Arguments) -> Vec<Format> {
    arguments.formats.iter().filter_map(|name| Format::parse(name)).collect()
}

fn organization(catalog: &Catalog, snapshot: Snapshot) -> Result<Organization, ExitCode> {
    Organization::from_snapshot(catalog, snapshot)
        .map_err(|refusal| bad_input(format!("the snapshot cannot be used: {}", refusal.message), None))
}

fn least(inputs: &Inputs<'_>, name: &str, arguments: &Arguments) -> Result<ExitCode, ExitCode> {
    let client: &Client = workloads::find(inputs.organization, name)?;
    match least_privilege(inputs, client) {
        Ok(least) => {
            let json = formats(arguments).contains(&Format::Json);
            // Plain values with string keys always serialize.
            let text =
                if json { serde_json::to_string_pretty(&least.json()).unwrap_or_default() + "\n" } else { least.text(&View::new(inputs)) };
            match &arguments.output {
                Some(file) => output::write(file, &text)?,
                None => output::print(&text),
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(why @ NoLeast::Senseless(_)) => Err(bad_input(why, None)),
        Err(why @ (NoLeast::Unknown(_) | NoLeast::Unproven(_))) => {
            bad_input(why, Some("say what it has to do with `--workload CLIENT=PATH`, or collect usage"));
            Err(ExitCode::from(Outcome::Unknown as u8))
        }
    }
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
