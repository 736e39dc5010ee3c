//! `postern check`, as a user runs it: exit codes, forms, and what it says when it cannot.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests of an edge")]

mod support;

use std::{fs, path::Path, process::Output};

use support::{Up, postern, refusal, run};

const POLICY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/policy/harbour-bank.toml");

/// A folder with `org.json`, the demo organization.
fn demo() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let up = Up::start(folder.path(), &["--ephemeral", "--demo"]);
    let file = folder.path().join("org.json");
    let saved = run(&["snapshot", "--org", up.url(), "-o", file.to_str().unwrap()]);
    assert_eq!(saved.status.code(), Some(0), "{}", String::from_utf8_lossy(&saved.stderr));
    folder
}

/// `postern check --org org.json` in a folder.
fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let all = [&["check", "--org", "org.json"], arguments].concat();
    let Output { status, stdout, stderr } = postern(&all).current_dir(folder).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn findings_end_with_1_and_every_form_is_written() {
    let folder = demo();
    let forms = ["text", "json", "sarif", "junit", "markdown", "csv", "html"];
    let formats: Vec<&str> = forms.iter().flat_map(|form| ["--format", form]).collect();
    let (code, said, errors) = check(folder.path(), &[&formats[..], &["--policy", POLICY, "-o", "reports"]].concat());
    assert_eq!((code, said.as_str(), errors.as_str()), (Some(1), "", ""));
    let mut written: Vec<String> =
        fs::read_dir(folder.path().join("reports")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    written.sort();
    assert_eq!(written, ["actions.csv", "report.html", "report.json", "report.junit.xml", "report.md", "report.sarif", "report.txt"]);
    let text = fs::read_to_string(folder.path().join("reports/report.txt")).unwrap();
    assert!(text.contains("will break       Branch kiosk (PASSWORD)") && text.contains("POL-03"), "{text}");
}

#[test]
fn a_baseline_makes_what_is_known_clean_and_a_deleted_line_counts_again() {
    let folder = demo();
    let (code, ..) = check(folder.path(), &["--policy", POLICY, "--write-baseline", "known.txt"]);
    assert_eq!(code, Some(1));
    let (code, said, _) = check(folder.path(), &["--policy", POLICY, "--baseline", "known.txt"]);
    assert_eq!(code, Some(0), "{said}");
    let baseline = fs::read_to_string(folder.path().join("known.txt")).unwrap();
    let shorter: String = baseline.lines().filter(|line| !line.contains("CLI-01")).map(|line| format!("{line}\n")).collect();
    assert_ne!(shorter, baseline);
    fs::write(folder.path().join("known.txt"), shorter).unwrap();
    let (code, said, _) = check(folder.path(), &["--policy", POLICY, "--baseline", "known.txt"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("findings: 1 critical, 0 high, 0 medium, 0 low; 0 cannot be told"), "{said}");
}

#[test]
fn an_expired_waiver_ends_with_4() {
    let folder = demo();
    let policy = fs::read_to_string(POLICY).unwrap().replace("until = 2027-02-28", "until = 2020-02-28");
    // Its workloads lie elsewhere.
    let policy: String = policy.lines().filter(|line| !line.starts_with("workloads")).map(|line| format!("{line}\n")).collect();
    fs::write(folder.path().join("postern.toml"), policy).unwrap();
    let (code, said, _) = check(folder.path(), &[]);
    assert_eq!(code, Some(4));
    assert!(said.contains("POL-06  CLI-02 of Lobby wallboard: the waiver of Ada Quayle ended on 2020-02-28"), "{said}");
}

#[test]
fn what_cannot_be_told_ends_with_3() {
    let folder = demo();
    check(folder.path(), &["--policy", POLICY, "--write-baseline", "known.txt"]);
    let baseline = fs::read_to_string(folder.path().join("known.txt")).unwrap();
    // Nobody says what this client does, and it calls nothing.
    let unknown = |line: &&str| line.contains("PERM-01 Legacy CRM sync");
    assert!(baseline.lines().any(|line| unknown(&line)), "{baseline}");
    let without: String = baseline.lines().filter(|line| !unknown(line)).map(|line| format!("{line}\n")).collect();
    fs::write(folder.path().join("known.txt"), without).unwrap();
    let (code, said, _) = check(folder.path(), &["--policy", POLICY, "--baseline", "known.txt"]);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("unknown  PERM-01 Legacy CRM sync"), "{said}");
}

#[test]
fn mistakes_of_the_policy_and_the_command_line_end_with_2() {
    let folder = demo();
    fs::write(folder.path().join("postern.toml"), "[people]\nsign_in = \"sso\"\n").unwrap();
    let (code, _, errors) = check(folder.path(), &[]);
    let expected = "error: `sign_in` cannot be `sso`\n --> postern.toml:2:11\n  |\n2 | sign_in = \"sso\"\n  |           ^^^^^\nhelp: use one of `saml-only`, `any`\n\n";
    assert_eq!((code, errors.as_str()), (Some(2), expected));
    fs::remove_file(folder.path().join("postern.toml")).unwrap();
    let cases = [
        (&["--format", "json", "--format", "csv"][..], "error: several forms cannot be printed one after the other\n"),
        (&["--workload", "Statement reporting"][..], "error: `Statement reporting` names no client\n"),
        (&["--workload", "Nobody=x"][..], "error: the organization has no client `Nobody`\n"),
        (&["--workload", "Statement reporting=gone.txt"][..], "error: cannot read `gone.txt`: No such file or directory (os error 2)\n"),
        (&["--least-privilege", "Branch kiosk"][..], "error: `Branch kiosk` acts as a person (PASSWORD): its rights are that person's\n"),
    ];
    for (arguments, message) in cases {
        let (code, said, errors) = check(folder.path(), arguments);
        assert_eq!((code, said.as_str()), (Some(2), ""), "{errors}");
        assert!(errors.starts_with(message), "{errors}");
    }
}

#[test]
fn init_writes_a_policy_once_that_lists_what_is_there() {
    let folder = demo();
    assert_eq!(check(folder.path(), &["--init", "-o", "postern.toml"]).0, Some(0));
    let (code, _, errors) = check(folder.path(), &["--init", "-o", "postern.toml"]);
    assert_eq!(
        (code, errors.as_str()),
        (Some(2), "error: `postern.toml` is there already\nhelp: what people wrote into it would be lost\n")
    );
    let (code, said, _) = check(folder.path(), &[]);
    assert_eq!(code, Some(1));
    assert!(said.contains("POL-05  Terraform pipeline: its owner is unknown") && !said.contains("POL-03"), "{said}");
}

#[test]
fn the_smallest_role_is_printed_as_hcl_and_json() {
    let folder = demo();
    fs::write(folder.path().join("ops.txt"), "GET /api/v2/routing/queues\nPOST /api/v2/routing/queues\n").unwrap();
    let arguments = ["--least-privilege", "Terraform pipeline", "--workload", "Terraform pipeline=ops.txt"];
    let (code, said, errors) = check(folder.path(), &arguments);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(said.contains("action_set  = [\"add\", \"view\"]") && said.contains("without routing:queue:add"), "{said}");
    let (_, said, _) = check(folder.path(), &[&arguments[..], &["--format", "json"]].concat());
    let role: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(role[0]["role"]["permissionPolicies"][0]["actionSet"], serde_json::json!(["add", "view"]));
    assert_eq!(role[0]["divisions"], serde_json::json!(["*"]));
}

#[test]
fn a_folder_of_terraform_is_a_workload_and_what_it_leaves_behind_is_found() {
    let folder = demo();
    let pipeline = concat!("Terraform pipeline=", env!("CARGO_MANIFEST_DIR"), "/../../examples/terraform/pipeline");
    let (code, said, errors) = check(folder.path(), &["--workload", pipeline]);
    assert_eq!((code, errors.as_str()), (Some(1), ""));
    let left = "TF-02   Terraform pipeline: `genesyscloud_integration_credential.ledger`: a secret comes to stand in Terraform's state";
    assert!(said.contains(left) && said.contains("PERM-01 Terraform pipeline: `POST /api/v2/users` is refused"), "{said}");
}

#[test]
fn the_auditors_role_is_printed_without_asking_anybody() {
    let printed = run(&["check", "--print-role"]);
    let text = String::from_utf8(printed.stdout).unwrap();
    assert_eq!(printed.status.code(), Some(0), "{}", String::from_utf8_lossy(&printed.stderr));
    assert!(text.contains("resource \"genesyscloud_auth_role\" \"postern_auditor\"") && text.contains("domain      = \"sso\""), "{text}");
    // A region that people have exported does not matter, and the role can go into a file.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("role.tf");
    let mut command = postern(&["check", "-o", file.to_str().unwrap(), "--print-role"]);
    assert_eq!(command.env("GENESYSCLOUD_REGION", "us-east-1").output().unwrap().status.code(), Some(0));
    assert_eq!(fs::read_to_string(file).unwrap(), text);
}

#[test]
fn every_other_use_needs_an_organization_and_the_auditors_role_stands_alone() {
    let (code, errors) = refusal(&["check"]);
    assert_eq!(code, Some(2));
    assert!(errors.starts_with("error: the following required arguments were not provided:\n  --org <REGION|URL|FILE>\n"), "{errors}");
    for arguments in [&["--policy", "p.toml"][..], &["--least-privilege", "x"], &["--format", "json"], &["--init"]] {
        let (code, errors) = refusal(&[&["check", "--print-role"], arguments].concat());
        assert_eq!(code, Some(2));
        assert!(errors.starts_with("error: the argument '--print-role' cannot be used with"), "{errors}");
    }
}

#[test]
fn what_a_finding_says_to_do_is_what_explain_says() {
    let folder = demo();
    let (_, report, _) = check(folder.path(), &["--policy", POLICY, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let refused = report["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == "PERM-02");
    let mut compared = 0;
    for finding in refused {
        let call = finding["text"].as_str().unwrap().split('`').nth(1).unwrap();
        let (method, path) = call.split_once(' ').unwrap();
        let id = finding["subject"]["id"].as_str().unwrap();
        let arguments = ["explain", method, path, "--client", id, "--division", "Collections", "--org", "org.json", "--format", "json"];
        let told = postern(&arguments).current_dir(folder.path()).output().unwrap();
        let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
        let (said, told) = (&finding["remedy"], &told["remedies"][0]);
        assert_eq!(said["text"], told["what"]);
        assert_eq!(said["hcl"].as_str(), told["terraform"].as_str().map(str::trim_end));
        let lines =
            |steps: &serde_json::Value| steps.as_array().unwrap().iter().map(|step| step.as_str().unwrap()).collect::<Vec<_>>().join("\n");
        assert_eq!(said["api"], lines(&told["api"]));
        assert_eq!(said["console"], lines(&told["console"]));
        assert!(said["may"].as_str().unwrap().starts_with(told["may"][0].as_str().unwrap()), "{said}");
        compared += 1;
    }
    assert_eq!(compared, 3);
}

#[test]
fn an_organization_that_cannot_be_read_is_said_so() {
    let (code, errors) = refusal(&["check", "--org", "nowhere.json"]);
    assert_eq!(code, Some(2));
    assert!(errors.starts_with("error: `nowhere.json` is no region, no address, and no file that is there\n"), "{errors}");
}
