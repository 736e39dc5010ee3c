//! What the real provider asked for, as recorded under `conversations/`, held against what is read from the configuration that
//! it applied.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "the recording and the examples of this repository are read")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use postern_catalog::Catalog;
use postern_workload::{Kind, Workload, detect, har, sdk_debug, terraform};
use serde_json::{Value, json};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");

/// The requests of one client.
fn requests(of: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(format!("{ROOT}conversations/terraform-pipeline.jsonl")).unwrap();
    let lines = text.lines().skip(1).map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["who"] == of).collect()
}

/// As the SDK would have logged them in its text form, as level `trace`.
fn as_log(requests: &[Value]) -> String {
    let mut log = String::new();
    for request in requests {
        let (method, path) = (request["method"].as_str().unwrap(), request["path"].as_str().unwrap());
        write!(log, "TRACE: 2026/11/26 23:17:10 \n=== REQUEST ===\nURL: http://127.0.0.1:8080{path}?x=1\nMethod: {method}\nHeaders: \n\tAccept: application/json\n").unwrap();
        if let Some(body) = request.get("request") {
            writeln!(log, "Body: {body}").unwrap();
        }
        write!(log, "=== RESPONSE ===\nStatus: {}\nHeaders: \n\tDate: x\nBody: {}\n", request["status"], request["response"]).unwrap();
    }
    log
}

fn as_archive(requests: &[Value]) -> String {
    let entry = |request: &Value| {
        let url = format!("http://127.0.0.1:8080{}", request["path"].as_str().unwrap());
        let body = request.get("request").map(|body| json!({"mimeType": "application/json", "text": body.to_string()}));
        json!({"request": {"method": request["method"], "url": url, "postData": body}, "response": {"status": request["status"]}})
    };
    json!({"log": {"version": "1.2", "entries": requests.iter().map(entry).collect::<Vec<_>>()}}).to_string()
}

fn names(workload: &Workload) -> BTreeSet<&'static str> {
    workload.needs.iter().map(|need| Catalog::builtin().operation(need.operation).name).collect()
}

fn examples() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for folder in ["pipeline", "bootstrap", "modules/role", "modules/person", "modules/line-of-business", "modules/pipeline-role"] {
        for entry in std::fs::read_dir(format!("{ROOT}examples/terraform/{folder}")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let text = std::fs::read_to_string(format!("{ROOT}examples/terraform/{folder}/{name}")).unwrap();
            files.insert(format!("{folder}/{name}"), text);
        }
    }
    files
}

#[test]
fn a_log_and_an_archive_of_the_same_requests_say_the_same() {
    let requests = requests("Terraform pipeline");
    assert!(requests.len() > 2000);
    let (log, archive) = (as_log(&requests), as_archive(&requests));
    assert_eq!((detect(&log), detect(&archive)), (Kind::SdkDebug, Kind::Har));
    let (log, archive) = (sdk_debug::read(Catalog::builtin(), &log), har::read(Catalog::builtin(), &archive).unwrap());
    assert_eq!((&log.gaps, &archive.gaps), (&vec![], &vec![]));
    let where_needed = |workload: &Workload| workload.needs.iter().map(|need| (need.operation, need.place.clone())).collect::<Vec<_>>();
    assert_eq!(where_needed(&log), where_needed(&archive));
}

/// Operations that are read from the configuration in `folder` and were not asked for, after checking that all that was asked
/// for is read; `beside` is what was asked for by a program that the configuration runs.
fn idle(who: &str, folder: &str, beside: &[&str]) -> Vec<&'static str> {
    let asked = names(&sdk_debug::read(Catalog::builtin(), &as_log(&requests(who))));
    let read = names(&terraform::read(Catalog::builtin(), &examples(), folder).workload);
    let missed: Vec<_> = asked.difference(&read).filter(|name| !beside.contains(name)).collect();
    assert_eq!(missed, Vec::<&&str>::new());
    read.difference(&asked).copied().collect()
}

#[test]
fn all_that_the_provider_asked_for_is_read_from_the_configuration_that_it_applied() {
    // What only other changes than those that were recorded take, and three that are documented and guessed.
    assert_eq!(
        idle("Terraform pipeline", "pipeline", &[]),
        [
            "delete_authorization_subject_division_role",
            "delete_routing_queue_wrapupcode",
            "get_integration",
            "get_integrations_credentials_types",
            "post_authorization_division_object",
            "put_authorization_role",
            "put_routing_wrapupcode",
            "put_user_routingskills_bulk",
        ]
    );
    let hold_roles = ["get_authorization_subject", "post_authorization_subject_bulkadd"];
    assert_eq!(idle("Bootstrap", "bootstrap", &hold_roles), ["get_authorization_divisions_home"]);
}
