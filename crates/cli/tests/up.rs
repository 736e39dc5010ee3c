//! `postern up` as a user runs it.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests of an edge")]

mod support;

use std::{io::Read, os::unix::fs::PermissionsExt, process::Command};

use support::{Up, run};

#[test]
fn the_ready_file_holds_what_a_test_needs_and_only_its_owner_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    let up = Up::start(folder.path(), &["--ephemeral"]);
    for key in ["url", "client_id", "client_secret", "organization_id"] {
        assert!(up.ready[key].is_string(), "{key}");
    }
    let mode = std::fs::metadata(folder.path().join("ready.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(up.status("GET", "/api/v2/authorization/divisions/home", &up.token()), Some(200));
}

#[test]
fn the_demo_tells_its_machine_clients_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let arguments = ["--data", data.to_str().unwrap(), "--demo"];
    let up = Up::start(folder.path(), &arguments);
    let clients = up.ready["demo_clients"].as_array().unwrap().clone();
    assert_eq!(clients.len(), 10);
    let healthy: Vec<_> = clients.iter().filter(|client| client["wrong"].is_null()).collect();
    assert_eq!(
        healthy.iter().map(|client| client["name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["Terraform pipeline", "Statement reporting"]
    );
    for client in healthy {
        let token = up.token_of(client["client_id"].as_str().unwrap(), client["client_secret"].as_str().unwrap());
        assert_eq!(up.status("GET", "/api/v2/organizations/me", &token), Some(200));
    }
    drop(up);
    let again = Up::start(folder.path(), &arguments);
    assert_eq!(again.ready["demo_clients"], serde_json::json!([]));
    assert_eq!(Up::start(folder.path(), &["--ephemeral"]).ready["demo_clients"], serde_json::json!([]), "without --demo there are none");
}

#[test]
fn sigterm_ends_it_with_0_and_no_secret_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut up = Up::start(folder.path(), &["--ephemeral"]);
    let token = up.token();
    assert_eq!(up.terminate(), Some(0));
    let mut log = String::new();
    up.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert_eq!(log, "stopping\n");
    assert!(!log.contains(&token));
}

#[test]
fn a_self_signed_certificate_serves_https() {
    let folder = tempfile::tempdir().unwrap();
    let up = Up::start(folder.path(), &["--ephemeral", "--tls", "self-signed"]);
    assert!(up.url().starts_with("https://"));
    let output = Command::new("curl").args(["--silent", "--insecure", &format!("{}/postern/health", up.url())]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), r#"{"status":"up"}"#);
}

#[test]
fn an_organization_in_a_folder_is_there_again_and_its_secret_is_not_shown_twice() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let first = Up::start(folder.path(), &["--data", data.to_str().unwrap()]);
    let (organization, id, secret) =
        (first.ready["organization_id"].clone(), first.ready["client_id"].clone(), first.ready["client_secret"].clone());
    drop(first);
    let again = Up::start(folder.path(), &["--data", data.to_str().unwrap()]);
    assert_eq!((&again.ready["organization_id"], &again.ready["client_secret"]), (&organization, &serde_json::Value::Null));
    let token = again.token_of(id.as_str().unwrap(), secret.as_str().unwrap());
    assert_eq!(again.status("GET", "/api/v2/date", &token), Some(200));
}

#[test]
fn catalog_corrects_a_scope_that_people_invent() {
    let output = run(&["catalog", "permission", "routing:queue:read"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("routing:queue:view") && text.contains("routing:readonly"), "{text}");
    let json = run(&["catalog", "op", "GET", "/api/v2/users/me", "--format", "json"]);
    assert_eq!(json.status.code(), Some(0));
    assert!(serde_json::from_slice::<serde_json::Value>(&json.stdout).unwrap().is_object());
}
