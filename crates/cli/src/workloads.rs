//! What clients have to be able to do, from the files that the policy and the command line name.

use std::{collections::BTreeMap, path::Path, process::ExitCode};

use postern_catalog::Catalog;
use postern_model::{Client, Id};
use postern_org::Organization;
use postern_workload::{Files, Kind, Workload, detect, effects::SideEffect, plan, report, terraform};

use crate::{bad_input, policy::Written};

/// What clients have to be able to do, and what their Terraform does beside its resources.
#[derive(Default)]
pub struct Workloads {
    pub needs: BTreeMap<Id<Client>, Workload>,
    pub effects: BTreeMap<Id<Client>, Vec<SideEffect>>,
}

impl Workloads {
    /// Reads what the policy names, from the folder where it stands, and what the command line names.
    pub fn read(catalog: &Catalog, organization: &Organization, written: Option<&Written>, named: &[String]) -> Result<Self, ExitCode> {
        let mut workloads = Self::default();
        for (written, listed) in written.into_iter().flat_map(|written| written.policy.clients.iter().map(move |listed| (written, listed)))
        {
            let clients: Vec<_> = organization.clients().filter(|client| listed.is(client)).map(|client| client.id).collect();
            for path in &listed.workloads {
                clients.iter().try_for_each(|client| workloads.add(catalog, *client, &written.folder().join(path)))?;
            }
        }
        for text in named {
            let Some((name, path)) = text.split_once('=') else {
                return Err(bad_input(format!("`{text}` names no client"), Some("write `--workload CLIENT=PATH`")));
            };
            let client = find(organization, name)?.id;
            workloads.add(catalog, client, Path::new(path))?;
        }
        Ok(workloads)
    }

    fn add(&mut self, catalog: &Catalog, client: Id<Client>, path: &Path) -> Result<(), ExitCode> {
        let shown = path.display().to_string();
        let (workload, effects) = if path.is_dir() {
            let configuration = terraform::read(catalog, &Disk, shown.trim_end_matches('/'));
            (configuration.workload, configuration.effects)
        } else {
            let text = std::fs::read_to_string(path).map_err(|error| bad_input(format!("cannot read `{shown}`: {error}"), None))?;
            let workload = postern_workload::read(catalog, &text).map_err(|problems| {
                eprint!("{}", report(&shown, &problems));
                ExitCode::from(2)
            })?;
            (workload, side_effects(&text))
        };
        self.needs.entry(client).or_default().merge(workload);
        self.effects.entry(client).or_default().extend(effects);
        Ok(())
    }
}

fn side_effects(text: &str) -> Vec<SideEffect> {
    match detect(text) {
        Kind::Plan => serde_json::from_str(text).map(|plan| plan::side_effects(&plan)).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The client with this id or name.
pub fn find<'o>(organization: &'o Organization, name: &str) -> Result<&'o Client, ExitCode> {
    if let Some(client) = Id::parse(name).and_then(|id| organization.client(id)) {
        return Ok(client);
    }
    let named: Vec<&Client> = organization.clients().filter(|client| client.name.to_lowercase() == name.to_lowercase()).collect();
    match named[..] {
        [one] => Ok(one),
        [] => {
            Err(bad_input(format!("the organization has no client `{name}`"), Some("name it by its id, or by its name in quotation marks")))
        }
        _ => Err(bad_input(format!("{} clients are called `{name}`", named.len()), Some("name it by its id"))),
    }
}

/// Files of the disk.
struct Disk;

impl Files for Disk {
    fn list(&self, folder: &str) -> Result<Vec<String>, String> {
        let folder = if folder.is_empty() { "." } else { folder };
        let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| error.to_string())?;
            if entry.path().is_file() {
                names.push(entry.file_name().into_string().map_err(|name| format!("the name of a file is no text: {}", name.display()))?);
            }
        }
        names.sort();
        Ok(names)
    }

    fn read(&self, path: &str) -> Result<String, String> {
        std::fs::read_to_string(path).map_err(|error| error.to_string())
    }
}
