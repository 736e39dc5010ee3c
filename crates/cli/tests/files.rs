//! Organizations as files: `postern snapshot`, `postern up --from`, `postern up --seed`, and what they say when they cannot.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests of an edge")]

mod support;

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use support::{Up, refusal, run};

const SEED: &str = "
[organization]
name = \"Quay Insurance\"

[[client]]
name = \"pipeline\"
roles = [\"admin\"]
";

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn up(arguments: &[&str]) -> (Option<i32>, String) {
    refusal(&[&["up", "--listen", "127.0.0.1:0"], arguments].concat())
}

#[test]
fn a_seed_becomes_a_file_and_the_file_an_organization() {
    let folder = tempfile::tempdir().unwrap();
    let seed = written(folder.path(), "seed.toml", SEED);
    let first = Up::start(folder.path(), &["--ephemeral", "--seed", &seed]);
    let clients = first.ready["clients"].as_array().unwrap().clone();
    assert_eq!(clients.len(), 1);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let token = first.token_of(&text(&clients[0]["client_id"]), &text(&clients[0]["client_secret"]));
    assert_eq!(first.status("GET", "/api/v2/organizations/me", &token), Some(200));

    let file = folder.path().join("org.json");
    let saved = run(&["snapshot", "--org", first.url(), "-o", file.to_str().unwrap()]);
    let said = String::from_utf8(saved.stderr).unwrap();
    let expected = format!("`Quay Insurance` saved to `{}`: 1 people, 0 groups, 7 roles, 2 clients\n", file.display());
    assert_eq!((saved.status.code(), said.as_str()), (Some(0), expected.as_str()));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let contents = fs::read_to_string(&file).unwrap();
    assert!(!contents.contains(&text(&clients[0]["client_secret"])));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no half-written file is left");

    let second = Up::start(folder.path(), &["--ephemeral", "--from", file.to_str().unwrap()]);
    assert_eq!(second.ready["organization_id"], first.ready["organization_id"]);
    assert_eq!(second.ready["clients"].as_array().unwrap().len(), 2, "the seed's and the first");
    assert_ne!(second.ready["client_secret"], first.ready["client_secret"]);
    assert_eq!(second.status("GET", "/api/v2/organizations/me", &second.token()), Some(200));
}

#[test]
fn a_store_with_an_organization_is_not_filled() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let data = data.to_str().unwrap();
    drop(Up::start(folder.path(), &["--data", data]));
    let seed = written(folder.path(), "seed.toml", SEED);
    let expected = "error: the store holds an organization already, `Local organization`\n\
                    help: leave `--from` and `--seed` out to go on with it, or give a store that is empty: another folder with `--data`, or `--ephemeral`\n";
    assert_eq!(up(&["--data", data, "--seed", &seed]), (Some(2), expected.to_owned()));
}

#[test]
fn a_file_that_is_no_snapshot_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = written(folder.path(), "org.json", "{\n  \"version\": 1,\n  \"taken\": 7\n}\n");
    let (code, text) = up(&["--ephemeral", "--from", &file]);
    let expected = format!("error: `{file}` is not a snapshot: invalid type: integer `7`, expected a string at line 3 column 12\n");
    let expected = expected + "help: make one with `postern snapshot --org URL -o FILE`; people write seeds, which `--seed` reads\n";
    assert_eq!((code, text), (Some(2), expected));
    let missing = up(&["--ephemeral", "--from", "/nowhere/org.json"]);
    assert_eq!(missing, (Some(2), "error: cannot read `/nowhere/org.json`: No such file or directory (os error 2)\n".to_owned()));
}

#[test]
fn mistakes_of_a_seed_are_shown_where_they_are_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let seed = written(
        folder.path(),
        "seed.toml",
        "[[person]]\nname = \"Mira\"\nemail = \"mira@quay.example\"\nroles = [\"Supervisr\"]\nteam = 1\n",
    );
    let data = folder.path().join("data");
    let (code, text) = up(&["--data", data.to_str().unwrap(), "--seed", &seed]);
    let expected = format!(
        "error: no role is called `Supervisr`
 --> {seed}:4:10
  |
4 | roles = [\"Supervisr\"]
  |          ^^^^^^^^^^^
help: did you mean `Supervisor`?

error: `[[person]]` has no key `team`
 --> {seed}:5:1
  |
5 | team = 1
  | ^^^^
help: there are `name`, `email`, `title`, `department`, `state`, `division`, `groups`, `manager`, `roles`, `password`

`{seed}` has 2 mistakes; nothing was made
"
    );
    assert_eq!((code, text), (Some(2), expected));
    assert!(!data.join("postern.db").exists());
    let seed = written(folder.path(), "seed.toml", "[[person]]\nname = \"Mira\"\nemail = \"nobody\"\n");
    let (code, text) = up(&["--data", data.to_str().unwrap(), "--seed", &seed]);
    assert_eq!(code, Some(2));
    assert!(text.contains(&format!("--> {seed}:3:9")) && text.ends_with("has 1 mistake; nothing was made\n"), "{text}");
    assert!(!data.join("postern.db").exists());
}

#[test]
fn what_cannot_be_saved_is_said() {
    let cases = [
        (
            "us-east-1.json",
            2,
            "error: `us-east-1.json` is no region, no address, and no file that is there\n\
             help: regions are named as in `us-east-1` or `mypurecloud.com`; addresses begin with `http://` or `https://`\n",
        ),
        (
            "http://postern.example",
            2,
            "error: `http://postern.example` is another machine, over HTTP without TLS\n\
             help: use HTTPS, or an address of this machine: credentials and tokens would travel in the clear\n",
        ),
        (
            "http://127.0.0.1:1",
            3,
            "error: cannot read http://127.0.0.1:1/postern/snapshot?days=30: Connection refused (os error 111)\n\
             help: check the address, and that `postern up` runs there\n",
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("org.json");
    for (org, code, expected) in cases {
        assert_eq!(refusal(&["snapshot", "--org", org, "-o", file.to_str().unwrap()]), (Some(code), expected.to_owned()));
        assert!(!file.exists());
    }
}

#[test]
fn the_ways_to_fill_an_organization_exclude_each_other() {
    for arguments in [["--seed", "a", "--from", "b"], ["--seed", "a", "--demo", "--ephemeral"], ["--from", "a", "--demo", "--ephemeral"]] {
        let (code, text) = up(&arguments);
        assert_eq!(code, Some(2));
        assert!(text.contains("cannot be used with"), "{text}");
    }
}
