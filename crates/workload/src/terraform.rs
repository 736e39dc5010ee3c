//! A folder of Terraform configuration: its resources and data sources of the provider for Genesys Cloud, in it and in the
//! modules that it calls from beside it. `count` and `for_each` are taken for at least one. A workload read so holds what it
//! takes to make, read, change and take away everything; a plan says what one apply takes.

mod folder;
mod scope;

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::structure::Block;
use postern_catalog::Catalog;

use crate::effects::{Effect, SECRETS, SideEffect, of_resource};
use crate::place::{Divided, divided};
use crate::plan::{ANOTHER_CLIENT, known};
use crate::provider::{START, Verb};
use crate::{Origin, Place, Workload};
use folder::Folder;
use scope::{Scope, label};

/// How deep modules may call modules.
const DEEPEST: usize = 24;

/// How many calls of modules are followed.
const MOST_CALLS: usize = 10_000;

/// Provisioners and data sources of others that run programs or make requests of their own.
const RUNS: [&str; 2] = ["external", "http"];

/// Where files come from: the caller reads them, here nothing is opened. Paths have slashes; a folder has none at its end,
/// and `""` is the place that paths start from.
pub trait Files {
    /// The names of the files right in a folder.
    ///
    /// # Errors
    /// Why they cannot be listed, for people to read.
    fn list(&self, folder: &str) -> Result<Vec<String>, String>;

    /// The text of a file.
    ///
    /// # Errors
    /// Why it cannot be read, for people to read.
    fn read(&self, path: &str) -> Result<String, String>;
}

/// Files by their paths.
impl Files for BTreeMap<String, String> {
    fn list(&self, folder: &str) -> Result<Vec<String>, String> {
        let within = |path: &String| match path.rsplit_once('/') {
            Some((parent, name)) => (parent == folder).then(|| name.to_owned()),
            None => folder.is_empty().then(|| path.clone()),
        };
        let names: Vec<String> = self.keys().filter_map(within).collect();
        if names.is_empty() { Err("there is no such folder".to_owned()) } else { Ok(names) }
    }

    fn read(&self, path: &str) -> Result<String, String> {
        self.get(path).cloned().ok_or_else(|| "there is no such file".to_owned())
    }
}

/// What a configuration asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// What it asks of the API.
    pub workload: Workload,
    /// What applying it does beside its resources.
    pub effects: Vec<SideEffect>,
}

/// Reads the configuration in `folder`.
pub fn read(catalog: &Catalog, files: &dyn Files, folder: &str) -> Configuration {
    let mut reader =
        Reader { catalog, files, folders: BTreeMap::new(), workload: Workload::default(), effects: BTreeSet::new(), ours: false, calls: 0 };
    reader.load(folder, DEEPEST);
    let folders = std::mem::take(&mut reader.folders);
    match folders.get(folder) {
        Some(root) => reader.module(&Scope::root(&folders, root), &mut vec![folder.to_owned()]),
        None => reader.workload.add_gap(folder, "there is no Terraform configuration here"),
    }
    if reader.ours {
        for operation in START.iter().filter_map(|name| catalog.operation_named(name)) {
            let origin = Origin { at: "provider".to_owned(), what: "start".to_owned(), seen: true };
            reader.workload.need(operation.id, Place::Unsaid, origin);
        }
    }
    Configuration { workload: reader.workload, effects: reader.effects.into_iter().collect() }
}

struct Reader<'r> {
    catalog: &'r Catalog,
    files: &'r dyn Files,
    folders: BTreeMap<String, Folder>,
    workload: Workload,
    effects: BTreeSet<SideEffect>,
    ours: bool,
    calls: usize,
}

impl Reader<'_> {
    /// Reads a folder and those that it calls, each once.
    fn load(&mut self, path: &str, depth: usize) {
        if self.folders.contains_key(path) {
            return;
        }
        let folder = Folder::read(self.files, path, &mut self.workload);
        if folder.is_empty() {
            return;
        }
        let called: Vec<String> = folder.calls().filter_map(|call| folder::source(path, call)).collect();
        self.folders.insert(path.to_owned(), folder);
        if let Some(depth) = depth.checked_sub(1) {
            called.iter().for_each(|path| self.load(path, depth));
        }
    }

    /// Everything of one module, as it is called.
    fn module(&mut self, scope: &Scope<'_>, stack: &mut Vec<String>) {
        for (file, block) in scope.folder.blocks() {
            let at = scope.folder.at(file, block);
            match block.ident.as_str() {
                "resource" | "ephemeral" => self.resource(scope, block, &at),
                "data" => self.data(scope, block, &at),
                "check" => block.body.get_blocks("data").for_each(|block| self.data(scope, block, &at)),
                "module" => self.call(scope, block, &at, stack),
                "provider" => self.provider(scope, block, &at),
                _ => {}
            }
        }
    }

    fn resource(&mut self, scope: &Scope<'_>, block: &Block, at: &str) {
        let (kind, name) = (label(block, 0), label(block, 1));
        let address = scope.address(&format!("{kind}.{name}"));
        if block.body.get_blocks("provisioner").any(|provisioner| label(provisioner, 0).ends_with("-exec")) {
            self.workload.add_gap(at, format!("`{address}` runs a program, which is not looked into"));
        }
        if !kind.starts_with("genesyscloud_") {
            return;
        }
        self.ours = true;
        let Some(entry) = known(kind, at, &mut self.workload) else { return };
        let is_set = |name: &str| scope.may_be_set(block, name);
        let place = scope.division_of(kind, block, entry.default_place());
        let grants = scope.divisions_of_grants(block);
        for verb in Verb::ALL {
            for call in entry.calls(self.catalog, verb, is_set) {
                let origin = Origin { at: at.to_owned(), what: format!("{address}, {}", verb.name()), seen: call.seen };
                let places = match divided(self.catalog, call.operation) {
                    Divided::Not => vec![Place::Unsaid],
                    Divided::ByTarget => vec![place.clone()],
                    Divided::ByGrant => grants.clone(),
                };
                places.into_iter().for_each(|place| self.workload.need(call.operation.id, place, origin.clone()));
            }
            for effect in of_resource(kind, verb, is_set) {
                self.effects.insert(SideEffect { at: at.to_owned(), resource: address.clone(), effect });
            }
        }
    }

    fn data(&mut self, scope: &Scope<'_>, block: &Block, at: &str) {
        let (kind, name) = (label(block, 0), label(block, 1));
        let address = scope.address(&format!("data.{kind}.{name}"));
        if RUNS.contains(&kind) {
            self.workload.add_gap(at, format!("`{address}` asks somebody else, which is not looked into"));
        }
        if !kind.starts_with("genesyscloud_") {
            return;
        }
        self.ours = true;
        let Some(entry) = known(&format!("data.{kind}"), at, &mut self.workload) else { return };
        for call in entry.calls(self.catalog, Verb::Read, |_| true) {
            let origin = Origin { at: at.to_owned(), what: format!("{address}, read"), seen: call.seen };
            self.workload.need(call.operation.id, Place::Unsaid, origin);
        }
    }

    fn call(&mut self, scope: &Scope<'_>, block: &Block, at: &str, stack: &mut Vec<String>) {
        let name = label(block, 0);
        // A source may hold a token, so it is not shown.
        let Some(path) = folder::source(&scope.folder.path, block) else {
            return self.workload.add_gap(at, format!("module `{}` comes from elsewhere and is not looked into", scope.address(name)));
        };
        if stack.contains(&path) {
            return self.workload.add_gap(at, format!("module `{}` calls itself", scope.address(name)));
        }
        self.calls += 1;
        if self.calls > MOST_CALLS {
            return self.workload.add_gap(&scope.folder.path, format!("more than {MOST_CALLS} calls of modules"));
        }
        let Some(inner) = scope.enter(block, &path).filter(|_| stack.len() < DEEPEST) else {
            return self.workload.add_gap(at, format!("module `{}` has no configuration in `{path}`", scope.address(name)));
        };
        stack.push(path);
        self.module(&inner, stack);
        stack.pop();
    }

    fn provider(&mut self, scope: &Scope<'_>, block: &Block, at: &str) {
        if label(block, 0) != "genesyscloud" {
            return;
        }
        if block.body.has_attribute("alias") {
            self.workload.add_gap(at, ANOTHER_CLIENT);
        }
        let effects = [
            (Effect::BodiesInLog, scope.may_be_set(block, "sdk_debug")),
            (Effect::SecretInConfiguration, SECRETS.iter().any(|name| scope.says(block, name))),
        ];
        for (effect, _) in effects.into_iter().filter(|(_, happens)| *happens) {
            self.effects.insert(SideEffect { at: at.to_owned(), resource: "provider".to_owned(), effect });
        }
    }
}
