//! From a value that is known only later to the resources it is worked out from, by the plan's `configuration`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::document::ResourceChange;

/// How far a value is followed through variables and outputs of modules.
const DEEPEST: usize = 16;

/// The expressions of one resource, and the modules around it.
pub(super) struct Origins<'p> {
    configuration: &'p Value,
    /// Names of the modules from the root to the resource's own.
    path: Vec<String>,
    resource: Option<&'p Value>,
}

impl<'p> Origins<'p> {
    pub(super) fn new(configuration: &'p Value, change: &ResourceChange) -> Self {
        let path = module_names(&change.module_address);
        let resources = module(configuration, &path).and_then(|module| module.get("resources")?.as_array());
        let same = |resource: &&Value| ["type", "name", "mode"].map(|name| resource.get(name).and_then(Value::as_str)) == key(change);
        Self { configuration, resource: resources.and_then(|resources| resources.iter().find(same)), path }
    }

    /// Whether the configuration says anything about an attribute; yes, if it cannot be found there.
    pub(super) fn has(&self, attribute: &str) -> bool {
        self.resource.and_then(|resource| resource.get("expressions")).is_none_or(|expressions| expressions.get(attribute).is_some())
    }

    /// The whole addresses, without indexes, of the resources behind an attribute, such as `["roles", "role_id"]`.
    pub(super) fn of(&self, attribute: &[&str]) -> Vec<String> {
        let mut found = BTreeSet::new();
        let Some(resource) = self.resource else { return Vec::new() };
        if let Some(expression) = resource.get("expressions") {
            let mut names = Vec::new();
            gather(expression, attribute, &mut names);
            for name in names {
                // What `count` and `for_each` walk over stands behind `each`.
                let through = if name.starts_with("each.") { references(resource.get("for_each_expression")) } else { vec![name] };
                through.iter().for_each(|name| self.follow(&self.path, name, DEEPEST, &mut found));
            }
        }
        found.into_iter().collect()
    }

    /// Adds the resources that `name` stands for in the module at `path`.
    fn follow(&self, path: &[String], name: &str, depth: usize, found: &mut BTreeSet<String>) {
        let Some(depth) = depth.checked_sub(1) else { return };
        let plain = without_indexes(name);
        let parts: Vec<&str> = plain.split('.').collect();
        match parts.as_slice() {
            ["var", variable, ..] => {
                let Some((last, outer)) = path.split_last() else { return };
                let call = module(self.configuration, outer).and_then(|module| module.get("module_calls")?.get(last));
                let expression = call.and_then(|call| call.get("expressions")?.get(variable));
                let each = call.and_then(|call| call.get("for_each_expression"));
                for name in references(expression) {
                    let through = if name.starts_with("each.") { references(each) } else { vec![name] };
                    through.iter().for_each(|name| self.follow(outer, name, depth, found));
                }
            }
            ["module", call, output, ..] => {
                let inner: Vec<String> = path.iter().cloned().chain([(*call).to_owned()]).collect();
                let value = module(self.configuration, &inner).and_then(|module| module.get("outputs")?.get(output)?.get("expression"));
                references(value).iter().for_each(|name| self.follow(&inner, name, depth, found));
            }
            ["data", kind, name, ..] if kind.starts_with("genesyscloud_") => {
                found.insert(whole(path, &format!("data.{kind}.{name}")));
            }
            [kind, name, ..] if kind.starts_with("genesyscloud_") => {
                found.insert(whole(path, &format!("{kind}.{name}")));
            }
            _ => {}
        }
    }
}

fn key(change: &ResourceChange) -> [Option<&str>; 3] {
    [Some(&change.kind), Some(&change.name), Some(&change.mode)]
}

/// The module at `path`, from the root.
fn module<'p>(configuration: &'p Value, path: &[String]) -> Option<&'p Value> {
    path.iter().try_fold(configuration.get("root_module")?, |module, name| module.get("module_calls")?.get(name)?.get("module"))
}

/// `module.line["Cards"].module.role` is `line`, `role`.
fn module_names(address: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = address;
    while let Some(after) = rest.trim_start_matches('.').strip_prefix("module.") {
        let end = after.find(['.', '[']).unwrap_or(after.len());
        names.push(after[..end].to_owned());
        rest = past_index(&after[end..]);
    }
    names
}

/// A name without the indexes in it: `module.person["anna@harbour.example"].id` is `module.person.id`.
fn without_indexes(name: &str) -> String {
    let (mut plain, mut rest) = (String::new(), name);
    while let Some(at) = rest.find('[') {
        plain.push_str(&rest[..at]);
        rest = past_index(&rest[at..]);
    }
    plain + rest
}

/// What follows an index in brackets, if there is one; a key may hold brackets and quotes.
fn past_index(text: &str) -> &str {
    if !text.starts_with('[') {
        return text;
    }
    let (mut quoted, mut escaped) = (false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ']' if !quoted => return &text[at + 1..],
            _ => {}
        }
    }
    ""
}

/// The whole address of a resource, without indexes.
pub(super) fn whole_address(change: &ResourceChange) -> String {
    whole(&module_names(&change.module_address), &format!("{}.{}", change.kind, change.name))
}

fn whole(path: &[String], address: &str) -> String {
    path.iter().map(|name| format!("module.{name}.")).collect::<String>() + address
}

/// The `references` of every expression under `attribute`; blocks are lists of objects.
fn gather(expression: &Value, attribute: &[&str], into: &mut Vec<String>) {
    match (expression, attribute) {
        (Value::Array(blocks), _) => blocks.iter().for_each(|block| gather(block, attribute, into)),
        (_, []) => into.extend(references(Some(expression))),
        (Value::Object(members), [first, rest @ ..]) => {
            if let Some(member) = members.get(*first) {
                gather(member, rest, into);
            }
        }
        _ => {}
    }
}

/// The longest of each chain of names: beside `a.b.id` stands `a.b`, which says less.
fn references(expression: Option<&Value>) -> Vec<String> {
    let listed = expression.and_then(|expression| expression.get("references")?.as_array());
    let names: Vec<&str> = listed.into_iter().flatten().filter_map(Value::as_str).collect();
    let longer = |name: &str| names.iter().any(|other| other.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', '['])));
    names.iter().filter(|name| !longer(name)).map(|name| (*name).to_owned()).collect()
}
