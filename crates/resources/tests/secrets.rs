//! Secrets in what requests send: none is kept. A field that sounds like one and is kept has its reason here.
#![allow(clippy::panic, reason = "a test that cannot set up should stop loudly")]

use std::collections::{BTreeMap, BTreeSet};

use postern_catalog::{Catalog, Field, Model, Operation, TypeRef};
use postern_model::secret;
use postern_resources::{plan, served};

/// Fields that sound like secrets and are kept, and why. The list only shrinks.
const KEPT: [(&str, &str); 7] = [
    ("AppleAuthentication.oauthTokenUrl", "an address"),
    ("CreateUser.password", "people have a handler of their own, which hashes it"),
    ("OrgAuthSettings.passwordRequirements", "numbers; the settings have a handler of their own"),
    ("OrgAuthSettings.tokenStorageLocation", "a choice; the settings have a handler of their own"),
    ("PolicyUser.lastTokenIssued", "a moment and a client's name"),
    ("User.lastTokenIssued", "a moment and a client's name"),
    ("UserFullReference.lastTokenIssued", "a moment and a client's name"),
];

fn sounds_secret(field: &Field) -> bool {
    let name = secret::letters(field.name);
    let plain = !matches!(field.ty, TypeRef::Boolean | TypeRef::Integer | TypeRef::Number);
    plain && (secret::is_secret(field.name) || ["secret", "token", "password", "apikey"].iter().any(|part| name.contains(part)))
}

fn model(ty: TypeRef) -> Option<&'static Model> {
    match ty {
        TypeRef::Model(name) => Catalog::builtin().model(name),
        TypeRef::Array(inner) | TypeRef::Map(inner) => model(*inner),
        _ => None,
    }
}

/// Every field that a request can send and that sounds like a secret and is not hidden, by its model.
fn kept(operation: &'static Operation) -> BTreeSet<String> {
    let hidden: BTreeSet<&str> = plan(operation.id).into_iter().flat_map(|plan| plan.hidden()).collect();
    let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
    let mut todo: Vec<(String, &'static Model)> = operation.body.and_then(model).map(|model| (String::new(), model)).into_iter().collect();
    while let Some((place, model)) = todo.pop() {
        if !seen.insert(model.name) {
            continue;
        }
        for field in model.fields.iter().filter(|field| !field.read_only) {
            let path = if place.is_empty() { field.name.to_owned() } else { format!("{place}.{}", field.name) };
            if hidden.contains(path.as_str()) {
                continue;
            }
            if sounds_secret(field) {
                found.insert(format!("{}.{}", model.name, field.name));
            }
            todo.extend(self::model(field.ty).map(|inner| (path, inner)));
        }
    }
    found
}

#[test]
fn whatever_sounds_like_a_secret_is_hidden_or_has_its_reason() {
    let mut found: BTreeMap<String, &str> = BTreeMap::new();
    for operation in served().filter(|operation| plan(operation.id).is_some_and(|plan| plan.writes())) {
        found.extend(kept(operation).into_iter().map(|field| (field, operation.path)));
    }
    let reasons: BTreeMap<&str, &str> = KEPT.into_iter().collect();
    let new: Vec<_> = found.iter().filter(|(field, _)| !reasons.contains_key(field.as_str())).collect();
    assert!(new.is_empty(), "hide these in rules.toml: {new:?}");
    let gone: Vec<_> = reasons.keys().filter(|field| !found.contains_key(**field)).collect();
    assert!(gone.is_empty(), "take these off the list: {gone:?}");
}
