//! Plans of the real provider, recorded by `scripts/terraform-record plans`: what the rehearsal makes of each is what the server showed
//! after the apply.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "recorded plans are read")]

use std::collections::BTreeSet;

use postern_catalog::Catalog;
use postern_model::{Client, Id, Role, Snapshot, Timestamp};
use postern_org::Organization;
use postern_rehearse::{apply, plan};
use postern_workload::plan::identity_changes;
use serde_json::Value;

const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans/");
const LISTS: [&str; 7] = ["divisions", "roles", "grants", "users", "groups", "clients", "providers"];

fn read(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(format!("{PLANS}{name}.json")).unwrap()).unwrap()
}

fn organization(snapshot: &Value) -> (Organization, Timestamp) {
    let snapshot: Snapshot = serde_json::from_value(snapshot.clone()).unwrap();
    let now = snapshot.taken;
    (Organization::from_snapshot(Catalog::builtin(), snapshot).unwrap_or_else(|refusal| panic!("{}", refusal.message)), now)
}

/// The id of a row of a snapshot.
fn id(row: &Value) -> &str {
    row["id"].as_str().or_else(|| row["subject"]["id"].as_str()).unwrap()
}

/// Puts what was recorded as changed into a snapshot.
fn change(snapshot: &mut Value, changed: &Value) {
    for list in LISTS {
        let (put, gone) = (&changed[list]["put"], &changed[list]["gone"]);
        let replaced = |row: &Value| put.as_array().into_iter().flatten().any(|other| id(other) == id(row));
        let removed = |row: &Value| gone.as_array().into_iter().flatten().any(|gone| gone == id(row));
        let rows = snapshot[list]["known"].as_array_mut().unwrap();
        rows.retain(|row| !replaced(row) && !removed(row));
        rows.extend(put.as_array().into_iter().flatten().cloned());
    }
    if !changed["organization"].is_null() {
        snapshot["organization"] = changed["organization"].clone();
    }
}

/// Who may do what and comes in how, a line a fact. What was not `there` before goes by its name: a rehearsal gives it another id.
fn facts(organization: &Organization, now: Timestamp, there: &BTreeSet<String>) -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    let called = |id: &str| {
        let role = || Id::<Role>::parse(id).and_then(|id| organization.role(id)).map(|role| role.name.clone());
        let client = || Id::<Client>::parse(id).and_then(|id| organization.client(id)).map(|client| client.name.clone());
        (!there.contains(id)).then(|| role().or_else(client)).flatten().unwrap_or_else(|| id.to_owned())
    };
    for role in organization.roles() {
        let (name, all) = (called(&role.id.to_string()), role.effective.iter().map(|id| Catalog::builtin().permission(id).name));
        facts.extend(all.map(|permission| format!("{name} role allows {permission}")));
        facts.insert(format!("{name} role"));
    }
    let snapshot = serde_json::to_value(organization.snapshot(now)).unwrap();
    let rows = |list: &str| snapshot[list]["known"].as_array().unwrap().clone();
    for held in rows("grants") {
        let grants = held["grants"].as_array().unwrap();
        let holder = called(id(&held));
        facts.extend(
            grants.iter().map(|grant| format!("{holder} holds {} in {}", called(grant["role"].as_str().unwrap()), grant["division"])),
        );
    }
    for user in rows("users") {
        facts.insert(format!("{} is {} in {}", id(&user), user["state"], user["division"]));
        let groups = user["groups"].as_array().into_iter().flatten();
        facts.extend(groups.map(|group| format!("{} is a member of {group}", id(&user))));
    }
    for (list, keys) in [("groups", &["name", "rolesEnabled"][..]), ("clients", &["name", "state"]), ("providers", &["disabled"])] {
        for row in rows(list) {
            facts.extend(keys.iter().map(|key| format!("{} {list} {key} {}", called(id(&row)), row[key])));
        }
    }
    facts.insert(format!("networks {:?}", organization.profile().authentication.ip_address_allowlist));
    facts
}

/// The plans, in the order in which they were applied; how many changes each is; what is told as left out.
const RECORDED: &[(&str, usize, &[&str])] = &[
    ("00-imported", 0, &[]),
    ("01-tidy-up", 1, &[]),
    ("02-tidy-up-undone", 1, &[]),
    ("03-new-client", 2, &[]),
    ("04-group-members", 3, &[]),
    ("05-okta-disabled", 1, &[]),
    ("06-authentication", 1, &[]),
    ("07-roles-held", 5, &[]),
    ("08-role-imported", 0, &[]),
    ("09-role-deleted", 1, &[]),
];

#[test]
fn what_a_plan_is_rehearsed_to_do_is_what_its_apply_did() {
    let catalog = Catalog::builtin();
    let mut snapshot = read("before");
    for (name, count, left_out) in RECORDED {
        let (before, now) = organization(&snapshot);
        let there: BTreeSet<String> =
            LISTS.iter().flat_map(|list| snapshot[list]["known"].as_array().unwrap()).map(|row| id(row).to_owned()).collect();
        let told = plan::changes(catalog, &before, &identity_changes(&read(name)));
        let rehearsed = apply(catalog, &before, &told.steps, now).unwrap_or_else(|refused| panic!("{name}: {refused}"));
        change(&mut snapshot, &read(&format!("{name}.after"))["changed"]);
        let (after, _) = organization(&snapshot);
        let (rehearsed, applied) = (facts(&rehearsed.organization, now, &there), facts(&after, now, &there));
        let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect::<Vec<_>>();
        assert_eq!(only(&rehearsed, &applied), Vec::<String>::new(), "{name}: only rehearsed");
        assert_eq!(only(&applied, &rehearsed), Vec::<String>::new(), "{name}: only applied");
        assert_eq!(told.steps.len(), *count, "{name}: {:?}", told.steps);
        assert_eq!(told.left_out, *left_out, "{name}");
        let changes = facts(&before, now, &there) != applied;
        assert_eq!(changes, *count > 0, "{name}");
    }
}

#[test]
fn every_recorded_plan_is_tried() {
    let files = std::fs::read_dir(PLANS).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let plans: BTreeSet<String> = files.filter_map(|file| file.strip_suffix(".after.json").map(str::to_owned)).collect();
    assert_eq!(RECORDED.iter().map(|(name, ..)| (*name).to_owned()).collect::<BTreeSet<_>>(), plans);
}
