//! The readers, each on what people have in hand.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "helpers of tests; the examples of this repository are read")]

use std::collections::BTreeMap;

use postern_catalog::Catalog;
use postern_workload::{Kind, Place, Workload, detect, har, operations, plan, read, report, sdk_debug, terraform};

/// Every need as `METHOD PATH, place`, sorted; what is inferred with `?`.
fn needs(workload: &Workload) -> Vec<String> {
    let catalog = Catalog::builtin();
    let line = |need: &postern_workload::Need| {
        let operation = catalog.operation(need.operation);
        let place = match &need.place {
            Place::Unsaid => String::new(),
            place => format!(", {place:?}"),
        };
        format!("{} {}{place}{}", operation.method, operation.path, if need.origin.seen { "" } else { " ?" })
    };
    let mut lines: Vec<String> = workload.needs.iter().map(line).collect();
    lines.sort();
    lines
}

fn gaps(workload: &Workload) -> Vec<String> {
    workload.gaps.iter().map(|gap| format!("{}: {}", gap.at, gap.why)).collect()
}

/// Files below a folder of this repository, by their paths from there.
fn folder(path: &str) -> BTreeMap<String, String> {
    fn walk(root: &std::path::Path, at: &std::path::Path, into: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(at).unwrap() {
            let entry = entry.unwrap().path();
            if entry.is_dir() {
                walk(root, &entry, into);
            } else if let Ok(text) = std::fs::read_to_string(&entry) {
                into.insert(entry.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), text);
            }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    let mut files = BTreeMap::new();
    walk(&root, &root, &mut files);
    files
}

fn shown(workload: &Workload) -> String {
    let mut text = needs(workload).join("\n");
    text.push_str("\n\ngaps\n");
    text.push_str(&gaps(workload).join("\n"));
    text + "\n"
}

/// Compares with a file of this folder; `UPDATE_EXPECT=1` writes it.
fn expect(name: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(&path).unwrap_or_default(), "{name}");
}

#[test]
fn the_example_pipeline_is_read_with_its_modules() {
    let read = terraform::read(Catalog::builtin(), &folder("examples/terraform"), "pipeline");
    expect("pipeline.txt", &shown(&read.workload));
    let effects: Vec<String> = read.effects.iter().map(|effect| format!("{} {} {:?}", effect.at, effect.resource, effect.effect)).collect();
    expect("pipeline-effects.txt", &(effects.join("\n") + "\n"));
}

#[test]
fn the_example_bootstrap_runs_a_program_and_leaves_a_secret_in_the_state() {
    let read = terraform::read(Catalog::builtin(), &folder("examples/terraform"), "bootstrap");
    assert_eq!(
        gaps(&read.workload),
        ["bootstrap/main.tf:33: `terraform_data.administrator_holds_roles` runs a program, which is not looked into"]
    );
    let effects: Vec<_> = read.effects.iter().map(|effect| effect.effect).collect();
    assert_eq!(effects, [postern_workload::effects::Effect::RolesForRunner, postern_workload::effects::Effect::SecretInState]);
}

#[test]
fn a_plan_asks_for_what_its_actions_take() {
    let text = include_str!("plans/reorganization.json");
    assert_eq!(detect(text), Kind::Plan);
    let workload = plan::read(Catalog::builtin(), text).unwrap();
    expect("plan.txt", &shown(&workload));
    let effects = plan::side_effects(&serde_json::from_str(text).unwrap());
    let effects: Vec<String> = effects.iter().map(|effect| format!("{} {:?}", effect.at, effect.effect)).collect();
    assert_eq!(
        effects,
        [
            "genesyscloud_oauth_client.reporting SecretInState",
            "genesyscloud_oauth_client.reporting SecretInFile",
            "provider genesyscloud BodiesInLog"
        ]
    );
}

#[test]
fn a_log_is_read_in_every_form() {
    for name in ["text.log", "json.log", "terraform.log"] {
        let text = match name {
            "text.log" => include_str!("logs/text.log"),
            "json.log" => include_str!("logs/json.log"),
            _ => include_str!("logs/terraform.log"),
        };
        assert_eq!(detect(text), Kind::SdkDebug, "{name}");
        let workload = sdk_debug::read(Catalog::builtin(), text);
        let origins: Vec<String> = workload.needs.iter().map(|need| format!("{}: {}", need.origin.at, need.origin.what)).collect();
        expect(&format!("{name}.txt"), &format!("{}\n{}\n", shown(&workload), origins.join("\n")));
        assert!(!format!("{workload:?}").contains("never-shown"), "{name}");
    }
}

#[test]
fn an_archive_gives_operations_and_divisions_and_no_secret() {
    let text = include_str!("har/console.har");
    assert_eq!(detect(text), Kind::Har);
    let workload = har::read(Catalog::builtin(), text).unwrap();
    expect("har.txt", &shown(&workload));
    assert!(!format!("{workload:?}").contains("never-shown"));
}

#[test]
fn a_list_of_operations_is_read_by_line() {
    let text = "# nightly\nGET /api/v2/users/{userId}\n\n  get_routing_queues   # all\nput /api/v2/routing/queues/abc?x=1 in Cards and more\n\
                DELETE /api/v2/routing/queues/{queueId} in *\nPOST /api/v2/users in 5b6a4f0e-5d57-4a1e-8c51-6a8f1c1f0003\n";
    assert_eq!(detect(text), Kind::Operations);
    let workload = operations::read(Catalog::builtin(), text).unwrap();
    assert_eq!(
        needs(&workload),
        [
            "DELETE /api/v2/routing/queues/{queueId}, Everywhere",
            "GET /api/v2/routing/queues",
            "GET /api/v2/users/{userId}",
            "POST /api/v2/users, Division(5b6a4f0e-5d57-4a1e-8c51-6a8f1c1f0003)",
            "PUT /api/v2/routing/queues/{queueId}, Named(\"Cards and more\")",
        ]
    );
}

#[test]
fn mistakes_in_a_list_point_at_their_place() {
    let text = "GET /api/v2/users\n  GET /api/v2/user\nget_user_me\nPUT /api/v2/users/{userId}\nGENESYS=x\n";
    let problems = operations::read(Catalog::builtin(), text).unwrap_err();
    expect("mistakes.txt", &report("nightly.txt", &problems));
}

#[test]
fn what_is_no_workload_is_said_so() {
    for (name, text) in [
        ("state", "{\"version\": 4, \"terraform_version\": \"1.14.1\", \"resources\": []}"),
        ("json", "{\"a\": 1}"),
        ("zip", "PK\u{3}\u{4}\0\0"),
        ("har", "{\"log\": {\"entries\": 5}}"),
        ("plan", "{\"format_version\": 1, \"resource_changes\": []}"),
        ("cut", "{\"format_version\": \"1.2\", \"resource_changes\": ["),
    ] {
        let problems = read(Catalog::builtin(), text).unwrap_err();
        expect(&format!("no-workload-{name}.txt"), &report("file", &problems));
    }
}

#[test]
fn what_terraform_cannot_resolve_is_a_gap_with_its_place() {
    let main = r#"
module "far" { source = "git::https://never-shown@host/x.git" }
module "gone" { source = "./gone" }
module "itself" { source = "../root" }
resource "genesyscloud_of_tomorrow" "x" {}
resource "genesyscloud_tf_export" "x" {}
data "http" "x" { url = "https://example.com" }
resource "genesyscloud_routing_skill" "s" { name = "s" }
"#;
    let files: BTreeMap<String, String> = [
        ("root/main.tf", main),
        ("root/broken.tf", "resource \"a\" \"b\" {\n  x = = 1\n}\n"),
        ("root/more.tf.json", "{}"),
        ("root/a_override.tf", ""),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    let read = terraform::read(Catalog::builtin(), &files, "root");
    expect("gaps.txt", &shown(&read.workload));
    assert!(!format!("{read:?}").contains("never-shown"));
}

#[test]
fn a_provider_that_logs_or_holds_its_secret_says_so() {
    let provider = "variable \"secret\" {}\nprovider \"genesyscloud\" {\n  sdk_debug = SDK\n  oauthclient_secret = SECRET\n}\n";
    let effects = |debug: &str, secret: &str| {
        let text = provider.replace("SDK", debug).replace("SECRET", secret);
        let read = terraform::read(Catalog::builtin(), &BTreeMap::from([("main.tf".to_owned(), text)]), "");
        assert!(!format!("{read:?}").contains("never-shown"));
        read.effects.into_iter().map(|effect| format!("{} {:?}", effect.at, effect.effect)).collect::<Vec<_>>()
    };
    assert_eq!(effects("true", "\"never-shown\""), ["main.tf:2 BodiesInLog", "main.tf:2 SecretInConfiguration"]);
    assert_eq!(effects("false", "var.secret"), Vec::<String>::new());
    assert_eq!(effects("var.secret", "null"), ["main.tf:2 BodiesInLog"]);
}

#[test]
fn each_action_of_a_plan_takes_its_own() {
    let skill = |actions: &str, before: &str| {
        let text = format!(
            r#"{{"format_version": "1.2", "resource_changes": [{{"address": "genesyscloud_routing_skill.s", "mode": "managed",
            "type": "genesyscloud_routing_skill", "name": "s", "change": {{"actions": {actions}, "before": {before}, "after": {{"name": "s"}}}}}}]}}"#
        );
        let workload = plan::read(Catalog::builtin(), &text).unwrap();
        let skills = needs(&workload).into_iter().filter(|need| need.contains("routing/skills"));
        skills.map(|need| need.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(skill(r#"["create"]"#, "null"), ["GET", "POST"]);
    assert_eq!(skill(r#"["no-op"]"#, "{}"), ["GET"]);
    assert_eq!(skill(r#"["forget"]"#, "{}"), ["GET"]);
    assert_eq!(skill(r#"["delete"]"#, "{}"), ["DELETE", "GET"]);
    // Made in the home division, taken away where nothing says.
    assert_eq!(skill(r#"["delete", "create"]"#, "{}"), ["DELETE", "GET", "GET", "POST"]);
}

#[test]
fn a_second_client_of_a_configuration_is_a_gap() {
    let text = "provider \"genesyscloud\" {\n  alias = \"other\"\n}\n";
    let read = terraform::read(Catalog::builtin(), &BTreeMap::from([("main.tf".to_owned(), text.to_owned())]), "");
    let why = "this provider has an alias: resources may run as another client, which is not told apart";
    assert_eq!(gaps(&read.workload), [format!("main.tf:1: {why}")]);
    let text = r#"{"format_version": "1.2", "errored": true, "configuration": {"provider_config": {
        "genesyscloud.other": {"name": "genesyscloud", "alias": "other"}, "random": {"name": "random", "alias": "x"}}}}"#;
    let workload = plan::read(Catalog::builtin(), text).unwrap();
    assert_eq!(
        gaps(&workload),
        ["plan: planning failed, so the plan is not whole".to_owned(), format!("provider genesyscloud.other: {why}")]
    );
}

#[test]
fn an_api_host_that_is_asked_for_another_path_is_a_gap() {
    let entry = |url: &str| format!(r#"{{"request": {{"method": "POST", "url": "{url}"}}, "response": {{"status": 404}}}}"#);
    let entries = ["https://api.mypurecloud.de/v2/routing/queues", "https://apps.mypurecloud.de/directory/"].map(entry).join(",");
    let workload = har::read(Catalog::builtin(), &format!(r#"{{"log": {{"entries": [{entries}]}}}}"#)).unwrap();
    assert_eq!(gaps(&workload), ["entry 1: api.mypurecloud.de is asked for something that is not below /api/v2/"]);
}

#[test]
fn a_plan_that_is_not_complete_is_a_gap() {
    let why = "plan: it is not complete: more is planned after the apply";
    for part in [r#""complete": false"#, r#""deferred_changes": [{"reason": "unknown"}]"#] {
        let workload = plan::read(Catalog::builtin(), &format!(r#"{{"format_version": "1.2", {part}}}"#)).unwrap();
        assert_eq!(gaps(&workload), [why]);
    }
    assert!(plan::read(Catalog::builtin(), r#"{"format_version": "1.2", "complete": true}"#).unwrap().gaps.is_empty());
}

#[test]
fn files_of_windows_are_read_alike() {
    let text = "resource \"genesyscloud_routing_skill\" \"s\" {\n  name = \"s\"\n}\n# x\n";
    let of = |text: String| terraform::read(Catalog::builtin(), &BTreeMap::from([("main.tf".to_owned(), text)]), "");
    assert_eq!(of(text.to_owned()), of(text.replace('\n', "\r\n")));
    let list = "# x\r\nGET /api/v2/users\r\n";
    assert_eq!(needs(&operations::read(Catalog::builtin(), list).unwrap()), ["GET /api/v2/users"]);
    let log = include_str!("logs/text.log");
    assert_eq!(sdk_debug::read(Catalog::builtin(), log), sdk_debug::read(Catalog::builtin(), &log.replace('\n', "\r\n")));
}

#[test]
fn grants_are_needed_where_they_reach() {
    let text = r#"
resource "genesyscloud_auth_division" "cards" { name = "Cards" }
resource "genesyscloud_group_roles" "a" {
  group_id = "x"
  roles {
    role_id      = "r"
    division_ids = [genesyscloud_auth_division.cards.id, "*"]
  }
  roles { role_id = "s" }
}
"#;
    let read = terraform::read(Catalog::builtin(), &BTreeMap::from([("main.tf".to_owned(), text.to_owned())]), "");
    let grants: Vec<String> = needs(&read.workload).into_iter().filter(|need| need.contains("bulkadd")).collect();
    let path = "POST /api/v2/authorization/subjects/{subjectId}/bulkadd";
    assert_eq!(grants, [format!("{path}, Everywhere"), format!("{path}, Home"), format!("{path}, Named(\"Cards\")")]);
}

#[test]
fn divisions_are_followed_through_variables_locals_and_outputs() {
    let root = r#"
data "genesyscloud_auth_division_home" "h" {}
data "genesyscloud_auth_division" "cards" { name = "Cards" }
resource "genesyscloud_auth_division" "savings" { name = "Savings" }
resource "genesyscloud_auth_division" "many" {
  for_each = toset(["a"])
  name     = each.value
}
locals { where = genesyscloud_auth_division.savings.id }
variable "given" { default = null }
resource "genesyscloud_routing_queue" "nothing" { name = "q" }
resource "genesyscloud_architect_ivr" "home" { division_id = data.genesyscloud_auth_division_home.h.id }
resource "genesyscloud_routing_wrapupcode" "all" { division_id = "*" }
resource "genesyscloud_architect_schedules" "data" { division_id = data.genesyscloud_auth_division.cards.id }
resource "genesyscloud_architect_schedulegroups" "local" { division_id = local.where }
resource "genesyscloud_outbound_campaign" "open" { division_id = var.given }
resource "genesyscloud_outbound_contact_list" "each" { division_id = genesyscloud_auth_division.many["a"].id }
module "inner" {
  source = "./inner"
  here   = module.maker.id
}
module "maker" { source = "./maker" }
"#;
    let inner = "variable \"here\" {}\nresource \"genesyscloud_task_management_workbin\" \"x\" { division_id = var.here }\n";
    let maker = "resource \"genesyscloud_auth_division\" \"this\" { name = \"Made\" }\noutput \"id\" { value = genesyscloud_auth_division.this.id }\n";
    let files: BTreeMap<String, String> = [("main.tf", root), ("inner/main.tf", inner), ("maker/main.tf", maker)]
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into();
    let read = terraform::read(Catalog::builtin(), &files, "");
    let deletes: Vec<String> = needs(&read.workload).into_iter().filter(|need| need.starts_with("DELETE")).collect();
    expect("divisions.txt", &(deletes.join("\n") + "\n"));
    assert_eq!(gaps(&read.workload), Vec::<String>::new());
}
