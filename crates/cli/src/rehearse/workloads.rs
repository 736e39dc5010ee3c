//! What clients have to be able to do, from the files that the command line names.

use std::{collections::BTreeMap, path::Path, process::ExitCode};

use postern_catalog::Catalog;
use postern_model::{Client, Id};
use postern_org::Organization;
use postern_workload::{Files, Workload, report, terraform};

use crate::bad_input;

/// Reads `CLIENT=PATH` each.
pub fn read(catalog: &Catalog, organization: &Organization, named: &[String]) -> Result<BTreeMap<Id<Client>, Workload>, ExitCode> {
    let mut workloads: BTreeMap<Id<Client>, Workload> = BTreeMap::new();
    for text in named {
        let Some((name, path)) = text.split_once('=') else {
            return Err(bad_input(format!("`{text}` names no client"), Some("write `--workload CLIENT=PATH`")));
        };
        let client = find(organization, name)?;
        workloads.entry(client).or_default().merge(one(catalog, Path::new(path))?);
    }
    Ok(workloads)
}

fn one(catalog: &Catalog, path: &Path) -> Result<Workload, ExitCode> {
    let shown = path.display().to_string();
    if path.is_dir() {
        return Ok(terraform::read(catalog, &Disk, shown.trim_end_matches('/')).workload);
    }
    let text = std::fs::read_to_string(path).map_err(|error| bad_input(format!("cannot read `{shown}`: {error}"), None))?;
    postern_workload::read(catalog, &text).map_err(|problems| {
        eprint!("{}", report(&shown, &problems));
        ExitCode::from(2)
    })
}

/// The client with this id or name.
fn find(organization: &Organization, name: &str) -> Result<Id<Client>, ExitCode> {
    if let Some(client) = Id::parse(name).and_then(|id| organization.client(id)) {
        return Ok(client.id);
    }
    let named: Vec<&Client> = organization.clients().filter(|client| client.name.to_lowercase() == name.to_lowercase()).collect();
    match named[..] {
        [one] => Ok(one.id),
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
        let mut names = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(|error| error.to_string())? {
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
