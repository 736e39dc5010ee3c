//! `postern rehearse`, as a pipeline runs it: what it prints, and how it ends.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests of an edge")]

mod support;

use std::{fs, path::Path};

use serde_json::Value;
use support::{Up, run};

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Exit code, standard output and standard error.
fn rehearse(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = run(&[&["rehearse"], arguments].concat());
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_lock_down_and_changes_are_rehearsed_on_an_address_and_on_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let up = Up::start(folder.path(), &["--ephemeral", "--demo"]);
    let file = folder.path().join("bank.json");
    let file = file.to_str().unwrap();
    assert_eq!(run(&["snapshot", "--org", up.url(), "-o", file]).status.code(), Some(0));

    let domain = ["--provider-domain", "harbourbank.example"];
    let lock_down = [&["--lockdown", "--provider", "okta"][..], &domain].concat();
    let (code, live, _) = rehearse(&[&["--org", up.url()][..], &lock_down].concat());
    assert_eq!(code, Some(0));
    assert!(live.contains("Vera Lund <vera.lund@consulting.example>") && live.contains("Branch kiosk"), "{live}");
    let (_, saved, _) = rehearse(&[&["--org", file][..], &lock_down].concat());
    assert_eq!(saved, live, "a file and an address are the same organization");

    let (code, _, told) = rehearse(&[&["--org", file, "--fail-on", "lock-out,lost-sign-in"][..], &lock_down].concat());
    assert_eq!(code, Some(1));
    assert!(told.starts_with("lost-sign-in: Vera Lund <vera.lund@consulting.example> has no way in"), "{told}");
    let (code, _, told) = rehearse(&["--org", file, "--lockdown", "--provider", "okta", "--fail-on", "lost-workload"]);
    assert_eq!((code, told.as_str()), (Some(3), "lost-workload cannot be told: no workload was given\n"));

    let change = written(
        folder.path(),
        "change.toml",
        "[[change]]\ndo = \"edit-role\"\nrole = \"Infrastructure Pipeline\"\nremove = [\"routing:queue:add\"]\n",
    );
    let work = written(folder.path(), "work.txt", "POST /api/v2/routing/queues\nGET /api/v2/authorization/roles\n");
    let workload = format!("Terraform pipeline={work}");
    let arguments = ["--org", file, "--change", &change, "--workload", &workload, "--fail-on", "lost-workload"];
    let (code, page, told) = rehearse(&arguments);
    assert_eq!(code, Some(1), "{page}{told}");
    assert_eq!(told, "lost-workload: `Terraform pipeline` cannot do 1 of its 2 operations any more\n");
    let (_, json, _) = rehearse(&[&arguments[..], &["--format", "json"]].concat());
    let report: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["workloads"][0]["lost"][0]["operation"], "POST /api/v2/routing/queues");
    assert_eq!(report["undo"]["changes"][0]["add"][0], "routing:queue:add");
    let (_, markdown, _) = rehearse(&[&arguments[..], &["--format", "markdown"]].concat());
    assert!(markdown.starts_with("# Rehearsal: "), "{markdown}");
}

#[test]
fn what_cannot_be_rehearsed_is_bad_input() {
    let folder = tempfile::tempdir().unwrap();
    let up = Up::start(folder.path(), &["--ephemeral"]);
    let (code, _, told) = rehearse(&["--org", up.url()]);
    assert_eq!((code, told.lines().next()), (Some(2), Some("error: there is nothing to rehearse")));
    let (code, _, told) = rehearse(&["--org", up.url(), "--lockdown", "--provider", "okta"]);
    assert_eq!(code, Some(2), "{told}");
    assert!(
        told.starts_with("error: change 1 cannot be made: single sign-on, through `okta`, becomes the only way in: the organization has no identity provider `okta`"),
        "{told}"
    );
    let change = written(folder.path(), "change.toml", "[[change]]\ndo = \"delete-rol\"\n");
    let (code, _, told) = rehearse(&["--org", up.url(), "--change", &change]);
    assert_eq!(code, Some(2));
    assert!(told.contains("change.toml:2:6") && told.contains("did you mean `delete-role`"), "{told}");
}

#[test]
fn a_policy_says_what_clients_must_be_able_to_do_which_people_the_provider_knows_and_how_many_must_be_left() {
    let folder = tempfile::tempdir().unwrap();
    let up = Up::start(folder.path(), &["--ephemeral", "--demo"]);
    let file = folder.path().join("bank.json");
    let file = file.to_str().unwrap();
    assert_eq!(run(&["snapshot", "--org", up.url(), "-o", file]).status.code(), Some(0));
    written(folder.path(), "work.txt", "POST /api/v2/routing/queues\n");
    let text = "[people]\nemail_domains = [\"harbourbank.example\"]\n\n[thresholds]\nleast_administrators = 4\nleast_machines = 9\n\n\
                [[client]]\nname = \"Terraform pipeline\"\nowner = \"platform\"\npurpose = \"applies\"\nworkloads = [\"work.txt\"]\n";
    let policy = written(folder.path(), "postern.toml", text);

    let lock_down = ["--org", file, "--policy", &policy, "--lockdown", "--provider", "okta"];
    let (code, page, told) = rehearse(&[&lock_down[..], &["--fail-on", "lock-out,lost-sign-in"]].concat());
    assert_eq!(code, Some(1), "{page}{told}");
    assert_eq!(
        told,
        "lock-out: 3 of 9 machines can administer authorization and come in\n\
         lost-sign-in: Vera Lund <vera.lund@consulting.example> has no way in\n"
    );
    assert_eq!(
        rehearse(&[&lock_down[..], &["--fail-on", "lock-out", "--people", "3", "--machines", "3"]].concat()).0,
        Some(0),
        "the command line counts"
    );

    let change = "[[change]]\ndo = \"edit-role\"\nrole = \"Infrastructure Pipeline\"\nremove = [\"routing:queue:add\"]\n";
    let change = written(folder.path(), "change.toml", change);
    let arguments = ["--org", file, "--policy", &policy, "--change", &change, "--fail-on", "lost-workload"];
    let lost = "lost-workload: `Terraform pipeline` cannot do 1 of its 1 operations any more\n";
    assert_eq!(rehearse(&arguments).2, lost);

    written(folder.path(), "postern.toml", &text.replace("workloads = [\"work.txt\"]", ""));
    let (code, _, told) = rehearse(&arguments);
    let unsaid = format!("lost-workload cannot be told: `Terraform pipeline`: {policy}: `Terraform pipeline` has no `workloads`\n");
    assert_eq!((code, told), (Some(3), unsaid), "a listed client of which nobody says what it needs is not passed over");
}
