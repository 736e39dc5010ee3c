//! `postern explain`, as a user runs it.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests of an edge")]

mod support;

use std::{fs, io::Write, path::Path, process::Stdio};

use serde_json::Value;
use support::{Up, postern, refusal, run};

const SEED: &str = "
[organization]
name = \"Quay Insurance\"

[[division]]
name = \"South\"

[[role]]
name = \"Queue reader\"
permissions = [\"routing:queue:view\"]

[[client]]
name = \"pipeline\"
roles = [\"admin\"]

[[client]]
name = \"reporting\"
roles = [{ role = \"Queue reader\", division = \"South\" }]
";

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Exit code and standard output.
fn explain(arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(&[&["explain"], arguments].concat());
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

fn first_cause(text: &str) -> &str {
    text.lines().find_map(|line| line.strip_prefix(" 1. ")).unwrap_or_default()
}

fn organization(folder: &Path) -> Up {
    let seed = written(folder, "seed.toml", SEED);
    Up::start(folder, &["--ephemeral", "--seed", &seed])
}

#[test]
fn a_call_is_explained_from_a_local_organization_and_from_its_file_alike() {
    let folder = tempfile::tempdir().unwrap();
    let up = organization(folder.path());
    let file = folder.path().join("org.json");
    let file = file.to_str().unwrap();
    assert_eq!(run(&["snapshot", "--org", up.url(), "-o", file]).status.code(), Some(0));
    for org in [up.url(), file] {
        let (code, text) = explain(&["POST", "/api/v2/routing/queues", "--client", "reporting", "--org", org]);
        assert_eq!((code, first_cause(&text)), (Some(1), "a permission is missing (missing-permission; settled)"), "{text}");
        assert!(text.contains("make a role `reporting: routing:queue:add` with just what is missing"), "{text}");
        let (code, text) = explain(&["post", "/api/v2/routing/queues", "--client", "pipeline", "--org", org]);
        assert_eq!((code, text.lines().next()), (Some(0), Some("allowed")), "{text}");
        let (code, text) =
            explain(&["GET", "/api/v2/routing/queues/{queueId}", "--client", "reporting", "--division", "home", "--org", org]);
        assert_eq!(
            (code, first_cause(&text)),
            (Some(1), "the permission is held in another division only (wrong-division; settled)"),
            "{text}"
        );
        let (code, _) = explain(&["GET", "/api/v2/routing/queues/{queueId}", "--client", "reporting", "--division", "South", "--org", org]);
        assert_eq!(code, Some(0));
    }
}

#[test]
fn a_decision_is_explained_by_either_of_its_ids() {
    let folder = tempfile::tempdir().unwrap();
    let up = organization(folder.path());
    let clients = up.ready["clients"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let reporting = clients.iter().find(|client| client["name"] == "reporting").unwrap();
    let token = up.token_of(&text(&reporting["client_id"]), &text(&reporting["client_secret"]));
    let answer = reqwest::blocking::Client::new().get(format!("{}/api/v2/oauth/clients", up.url())).bearer_auth(&token).send().unwrap();
    let id = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    for (option, id) in [("--decision", id("postern-decision")), ("--correlation", id("inin-correlation-id"))] {
        let (code, text) = explain(&[option, &id, "--org", up.url(), "--format", "json"]);
        let told: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            (code, &told["causes"][0]["cause"], &told["causes"][0]["likelihood"]),
            (Some(1), &"missing-permission".into(), &"settled".into())
        );
        assert!(told["request"]["client"].as_str().unwrap().starts_with("reporting ("), "{told}");
    }
    let expired = reqwest::blocking::Client::new();
    let moved = expired.put(format!("{}/postern/clock", up.url())).body("{\"now\":\"2099-01-01T00:00:00.000Z\"}").send().unwrap();
    assert_eq!(moved.status(), 200);
    let answer = expired.get(format!("{}/api/v2/organizations/me", up.url())).bearer_auth(&token).send().unwrap();
    let id = answer.headers()["postern-decision"].to_str().unwrap();
    let (code, text) = explain(&["--decision", id, "--org", up.url()]);
    assert_eq!((code, first_cause(&text)), (Some(1), "the token is not good any more (expired-token; settled)"), "{text}");
    let allowed = expired.get(format!("{}/api/v2/organizations/me", up.url())).bearer_auth(up.token()).send().unwrap();
    let id = allowed.headers()["postern-decision"].to_str().unwrap();
    assert_eq!(explain(&["--decision", id, "--org", up.url()]).0, Some(0));
    let wrong = refusal(&["explain", "--decision", "3b55e190-0000-4000-8000-000000000001", "--org", up.url()]);
    assert_eq!(wrong.0, Some(3), "{}", wrong.1);
    assert!(wrong.1.contains("answered 404: no such decision"), "{}", wrong.1);
}

#[test]
fn an_answer_is_read_from_standard_input() {
    let mut child =
        postern(&["explain", "--response", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"{\"code\":\"not.a.user\",\"status\":400}").unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        (output.status.code(), first_cause(&text)),
        (Some(1), "the operation wants a person behind the token (user-context; certain)")
    );
}

#[test]
fn a_command_and_its_answer_can_be_given_apart() {
    let folder = tempfile::tempdir().unwrap();
    let command = written(folder.path(), "command", "curl -H 'Authorization: Bearer s3cret' https://api.mypurecloud.de/api/v2/users/7");
    let (code, text) = explain(&["--curl", &command]);
    assert_eq!((code, text.lines().next()), (Some(3), Some("cannot tell")), "{text}");
    let answer = written(folder.path(), "answer", "HTTP/2 404\n\n{\"code\":\"not.found\",\"status\":404}");
    let (code, text) = explain(&["--curl", &command, "--response", &answer]);
    assert_eq!((code, first_cause(&text)), (Some(1), "what the path names does not exist (not-there; likely)"), "{text}");
    assert!(!text.contains("s3cret"));
}

#[test]
fn each_error_of_a_terraform_run_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    let one = |permission: &str| {
        format!(
            "Error: no API Error: 403 - Unable to perform the requested action. You must have at least one of the following permissions assigned: [{permission}] (3b55e190-0000-4000-8000-000000000001)\n\n"
        )
    };
    let file = written(folder.path(), "apply.log", &(one("routing:queue:add") + &one("routing:queue:edit")));
    let (code, text) = explain(&["--terraform", &file]);
    assert_eq!((code, text.matches("refused: 403 missing.any.permissions").count()), (Some(1), 2), "{text}");
    let (_, json) = explain(&["--terraform", &file, "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap().as_array().unwrap().len(), 2);
}

#[test]
fn bad_input_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    let text = written(folder.path(), "text", "hello");
    let refused = |arguments: &[&str]| refusal(&[&["explain"], arguments].concat());
    let nothing = "error: nothing to explain was given\n\
                   help: give METHOD PATH with `--client` and `--org`, or one of `--response`, `--curl`, `--terraform`, `--correlation`, `--decision`\n";
    assert_eq!(refused(&[]), (Some(2), nothing.to_owned()));
    let no_call = "error: `GET users` is no call\n\
                   help: give a method and a path, such as `GET /api/v2/users/{id}`; an address with host goes with `--curl`\n";
    assert_eq!(refused(&["GET", "users"]), (Some(2), no_call.to_owned()));
    let no_curl = format!(
        "error: `{text}` cannot be read: no line of it begins with `curl`\nhelp: give the command as it was typed, from `curl` on; what it printed may follow\n"
    );
    assert_eq!(refused(&["--curl", &text]), (Some(2), no_curl));
    let decision = refused(&["--decision", "7", "--org", "http://127.0.0.1:1"]);
    let no_id = "error: `7` is no id of a decision\nhelp: it is in the header `Postern-Decision` or `ININ-Correlation-Id` of the answer\n";
    assert_eq!(decision, (Some(2), no_id.to_owned()));
    let (code, text) = refused(&["GET", "/api/v2/users", "--client", "x", "--org", "http://127.0.0.1:1"]);
    assert_eq!(code, Some(3), "{text}");
}
