//! Snapshots of every kind are what `docs/schema/snapshot.json` says, and nothing that is not is taken for one.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests of an edge")]

mod support;

use std::{fs, path::Path};

use serde_json::{Value, json};
use support::{Up, postern};

fn schema() -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/snapshot.json");
    jsonschema::validator_for(&serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()).unwrap()
}

/// What `postern snapshot` writes of this organization; over the platform API with the credentials of its ready file.
fn snapshot(up: &Up, folder: &Path, over_api: bool, more: &[&str]) -> Value {
    let file = folder.join("org.json");
    let mut command = postern(&[&["snapshot", "--org", up.url(), "-o", file.to_str().unwrap()], more].concat());
    if over_api {
        command.env("GENESYSCLOUD_OAUTHCLIENT_ID", up.ready["client_id"].as_str().unwrap());
        command.env("GENESYSCLOUD_OAUTHCLIENT_SECRET", up.ready["client_secret"].as_str().unwrap());
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

#[test]
fn snapshots_are_what_the_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let up = Up::start(folder.path(), &["--ephemeral", "--demo"]);
    let schema = schema();
    let wrong =
        |snapshot: &Value| schema.iter_errors(snapshot).map(|error| format!("{}: {error}", error.instance_path())).collect::<Vec<_>>();
    let own = snapshot(&up, folder.path(), false, &[]);
    assert_eq!(wrong(&own), [] as [&str; 0]);
    assert_eq!(wrong(&snapshot(&up, folder.path(), true, &[])), [] as [&str; 0]);
    let shown = snapshot(&up, folder.path(), true, &["--pseudonymize"]);
    assert_eq!(wrong(&shown), [] as [&str; 0]);
    assert!(!shown.to_string().to_lowercase().contains("harbour"));

    let spoilt = |spoil: fn(&mut Value)| {
        let mut snapshot = own.clone();
        spoil(&mut snapshot);
        !schema.is_valid(&snapshot)
    };
    assert!(spoilt(|snapshot| snapshot["clients"]["known"][0]["secretHash"] = json!("1".repeat(64))), "a hash of a secret");
    assert!(spoilt(|snapshot| snapshot["clients"]["known"][0]["secret"] = json!("swordfish")), "a secret");
    assert!(spoilt(|snapshot| snapshot["users"] = json!([])), "a list that does not say that it is known");
    assert!(spoilt(|snapshot| snapshot["version"] = json!(2)), "another version");
    assert!(spoilt(|snapshot| snapshot["grants"]["known"][0]["subject"]["kind"] = json!("ROBOT")), "another kind of subject");
}
