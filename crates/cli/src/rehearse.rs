//! `postern rehearse`: what a change would take from whom, or give to whom.

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};

use postern_catalog::Catalog;
use postern_model::{Client, Id, Timestamp};
use postern_org::Organization;
use postern_rehearse::{
    Change, Inputs, Step, file, plan,
    report::{FailOn, Outcome},
    survivors::Expected,
};
use postern_workload::{Gap, Workload};

use crate::{
    bad_input,
    policy::{self, Written},
    source,
    workloads::Workloads,
};

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    source: source::Arguments,
    /// Rehearses the lock-down: single sign-on by --provider is the only way in
    #[arg(long, requires = "provider", conflicts_with_all = ["change", "plan"])]
    lockdown: bool,
    /// The identity provider of the lock-down, such as okta
    #[arg(long, value_name = "NAME", requires = "lockdown")]
    provider: Option<String>,
    /// A file of changes, in TOML or JSON
    #[arg(long, value_name = "FILE")]
    change: Option<PathBuf>,
    /// A Terraform plan, printed with `terraform show -json`
    #[arg(long, value_name = "FILE", conflicts_with = "change")]
    plan: Option<PathBuf>,
    /// What must hold: from it come what the listed clients have to be able to do, the domains that the identity provider knows and
    /// how many people must be left; without it `postern.toml` of this folder, if there is one
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// What a client has to be able to do: a folder of Terraform, a plan, an HTTP archive, a log of the provider, a list of
    /// operations; can be repeated
    #[arg(long = "workload", value_name = "CLIENT=PATH")]
    workloads: Vec<String>,
    /// A domain of e-mail addresses that the identity provider knows, and no others; can be repeated
    #[arg(long = "provider-domain", value_name = "DOMAIN")]
    domains: Vec<String>,
    /// How many people must be left who can administer authorization and come in through an identity provider; without it what the
    /// policy says, else 2
    #[arg(long, value_name = "N")]
    people: Option<usize>,
    /// How many machines must be left that can, by client credentials; without it what the policy says, else 1
    #[arg(long, value_name = "N")]
    machines: Option<usize>,
    /// Ends with 1 at any of: lost-workload, new-admin, lock-out, lost-sign-in; with 3 if that cannot be told
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = fail_on)]
    fail_on: Vec<FailOn>,
    /// How to print the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
}

fn fail_on(name: &str) -> Result<FailOn, String> {
    let known = || FailOn::ALL.map(|(name, _)| name).join(", ");
    FailOn::parse(name).ok_or_else(|| format!("use {}", known()))
}

pub fn run(arguments: &Arguments) -> ExitCode {
    rehearse(arguments).unwrap_or_else(|code| code)
}

fn rehearse(arguments: &Arguments) -> Result<ExitCode, ExitCode> {
    let catalog = Catalog::builtin();
    if !arguments.lockdown && arguments.change.is_none() && arguments.plan.is_none() {
        return Err(bad_input("there is nothing to rehearse", Some("give --lockdown with --provider, --change FILE or --plan FILE")));
    }
    // Mistakes in a file of changes are told before anything is collected.
    let changes = arguments.change.as_ref().map(steps_of_file).transpose()?;
    let written = policy::read(arguments.policy.as_deref())?;
    let snapshot = source::read(&arguments.source, None)?;
    let now = snapshot.taken;
    let organization = Organization::from_snapshot(catalog, snapshot)
        .map_err(|refusal| bad_input(format!("the snapshot cannot be used: {}", refusal.message), None))?;
    let (steps, left_out) = match (&arguments.plan, &arguments.provider) {
        (Some(path), _) => steps_of_plan(catalog, &organization, path)?,
        (None, Some(provider)) => (vec![Step::from(Change::lock_down(provider))], Vec::new()),
        (None, None) => (changes.unwrap_or_default(), Vec::new()),
    };
    report(arguments, written.as_ref(), &organization, now, (&steps[..], &left_out[..]))
}

fn report(
    arguments: &Arguments,
    written: Option<&Written>,
    organization: &Organization,
    now: Timestamp,
    (steps, left_out): (&[Step], &[String]),
) -> Result<ExitCode, ExitCode> {
    let catalog = Catalog::builtin();
    let mut workloads = Workloads::read(catalog, organization, written, &arguments.workloads)?.needs;
    if let Some(written) = written {
        nothing_said(&mut workloads, organization, written);
    }
    let policy = written.map(|written| &written.policy);
    let networks = organization
        .clients()
        .filter_map(|client| Some((client.id, policy?.listed(client)?.networks.clone())))
        .filter(|(_, networks)| !networks.is_empty())
        .collect();
    let domains = match &arguments.domains[..] {
        [] => policy.map(|policy| &policy.email_domains[..]).filter(|domains| !domains.is_empty()),
        named => Some(named),
    };
    let (default, said) = (Expected::default(), policy.map(|policy| policy.thresholds));
    let people = arguments.people.or(said.map(|said| said.least_administrators as usize)).unwrap_or(default.people);
    let machines = arguments.machines.or(said.map(|said| said.least_machines as usize)).unwrap_or(default.machines);
    let break_glass: Vec<_> = policy
        .into_iter()
        .flat_map(|policy| &policy.break_glass)
        .map(|glass| match glass.people(organization)[..] {
            [user] => (glass.person.clone(), Some(user.id)),
            _ => (glass.person.clone(), None),
        })
        .collect();
    let inputs = Inputs {
        catalog,
        organization,
        now,
        steps,
        left_out,
        workloads: &workloads,
        networks: &networks,
        domains,
        expected: Expected { people, machines },
        break_glass: &break_glass,
    };
    let report = postern_rehearse::rehearse(&inputs).map_err(|refused| bad_input(&refused, refused.help.as_deref()))?;
    match arguments.format {
        Format::Text => print!("{}", report.text()),
        Format::Markdown => print!("{}", report.markdown()),
        // Plain values with string keys always serialize.
        Format::Json => println!("{}", serde_json::to_string_pretty(&report).unwrap_or_default()),
    }
    let (code, lines) = match report.outcome(&arguments.fail_on) {
        Outcome::Clear => (0, Vec::new()),
        Outcome::Stop(lines) => (1, lines),
        Outcome::Unknown(lines) => (3, lines),
    };
    lines.iter().for_each(|line| eprintln!("{line}"));
    Ok(ExitCode::from(code))
}

/// A client that the policy lists without a workload is looked at all the same: whether it still gets tokens. What it has to be able
/// to do there stays unknown.
fn nothing_said(workloads: &mut BTreeMap<Id<Client>, Workload>, organization: &Organization, written: &Written) {
    let listed = organization.clients().filter_map(|client| Some((client, written.policy.listed(client)?)));
    for (client, listed) in listed {
        let gap = Gap { at: written.shown(), why: format!("`{}` has no `workloads`", listed.key()) };
        workloads.entry(client.id).or_insert_with(|| Workload { gaps: vec![gap], ..Workload::default() });
    }
}

fn steps_of_file(path: &PathBuf) -> Result<Vec<Step>, ExitCode> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| bad_input(format!("cannot read `{shown}`: {error}"), None))?;
    file::read(&text).map_err(|problems| {
        eprint!("{}", file::report(&shown, &text, &problems));
        ExitCode::from(2)
    })
}

fn steps_of_plan(catalog: &Catalog, organization: &Organization, path: &PathBuf) -> Result<(Vec<Step>, Vec<String>), ExitCode> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| bad_input(format!("cannot read `{shown}`: {error}"), None))?;
    let refused = |problems: Vec<postern_workload::Problem>| {
        eprint!("{}", postern_workload::report(&shown, &problems));
        ExitCode::from(2)
    };
    // Read as a workload too, for what cannot be read of it.
    let workload = postern_workload::plan::read(catalog, &text).map_err(refused)?;
    let value = serde_json::from_str(&text).map_err(|error| bad_input(format!("`{shown}` is no JSON: {error}"), None))?;
    let told = plan::changes(catalog, organization, &postern_workload::plan::identity_changes(&value));
    let gaps = workload.gaps.into_iter().map(|gap| format!("{}: {}", gap.at, gap.why));
    Ok((told.steps, told.left_out.into_iter().chain(gaps).collect()))
}
