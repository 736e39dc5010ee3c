//! What `postern up` cannot do it says in one line, with what to do about it, and touches nothing.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests of an edge")]

mod support;

use support::{Up, refusal};

#[test]
fn a_port_in_use_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, text) = refusal(&["up", "--ephemeral", "--listen", &address]);
    let expected = format!(
        "error: cannot listen on {address}: Address already in use (os error 98)\n\
         help: stop what uses the address, or give another with `--listen`\n"
    );
    assert_eq!((code, text), (Some(2), expected));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let (code, text) = refusal(&["up", "--listen", "127.0.0.1:0", "--data", "/dev/null/postern"]);
    let expected = "error: cannot make the data folder `/dev/null/postern`: Not a directory (os error 20)\n\
                    help: give another with `--data`, or keep nothing with `--ephemeral`\n";
    assert_eq!((code, text.as_str()), (Some(2), expected));
}

#[test]
fn a_file_of_another_program_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("postern.db");
    let before = b"dear diary, this is not a database".repeat(100);
    std::fs::write(&file, &before).unwrap();
    let (code, text) = refusal(&["up", "--listen", "127.0.0.1:0", "--data", folder.path().to_str().unwrap()]);
    assert_eq!(code, Some(2));
    assert!(text.starts_with(&format!("error: `{}` is not a postern database\nhelp: ", file.display())), "{text}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn a_folder_that_another_process_uses_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let data = data.to_str().unwrap();
    let first = Up::start(folder.path(), &["--data", data]);
    let (code, text) = refusal(&["up", "--listen", "127.0.0.1:0", "--data", data]);
    assert_eq!(code, Some(2));
    assert!(text.contains(&format!("is in use by process {}", first.child.id())), "{text}");
}

#[test]
fn an_unknown_store_a_bad_setting_and_a_bad_certificate_are_named() {
    let cases: [(&[&str], &str); 4] = [
        (
            &["--store", "mysql://db"],
            "error: unknown store `mysql://db`\nhelp: give `postgres://USER@HOST/DATABASE`, `sqlite:FILE` or `memory`\n",
        ),
        (
            &["--ephemeral", "--set", "check-order"],
            "error: `--set check-order` is not of the form key=value\nhelp: the keys are in docs/FIDELITY.md\n",
        ),
        (
            &["--ephemeral", "--tls", "yes"],
            "error: `--tls yes` is not usable\nhelp: give `self-signed`, or CERTIFICATE,KEY: two PEM files\n",
        ),
        (
            &["--ephemeral", "--tls", "/nowhere/cert.pem,/nowhere/key.pem"],
            "error: the certificate `/nowhere/cert.pem` with the key `/nowhere/key.pem` cannot be used: failed to read from file `/nowhere/cert.pem`: No such file or directory (os error 2)\n",
        ),
    ];
    for (arguments, expected) in cases {
        let all = [&["up", "--listen", "127.0.0.1:0"], arguments].concat();
        assert_eq!(refusal(&all), (Some(2), expected.to_owned()));
    }
}

#[test]
fn a_setting_that_does_not_exist_is_refused_with_the_nearest_one() {
    let (code, text) = refusal(&["up", "--ephemeral", "--listen", "127.0.0.1:0", "--set", "tokens.head=204"]);
    assert_eq!((code, text.as_str()), (Some(2), "error: no setting `tokens.head`: did you mean `tokens.head-status`?\n"));
}

#[test]
fn a_recording_does_not_replace_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let (file, data) = (folder.path().join("precious.jsonl"), folder.path().join("data"));
    std::fs::write(&file, "precious").unwrap();
    let (file_text, data_text) = (file.to_str().unwrap(), data.to_str().unwrap());
    let (code, text) = refusal(&["up", "--listen", "127.0.0.1:0", "--data", data_text, "--record", file_text]);
    let expected = format!(
        "error: cannot record to `{file_text}`: File exists (os error 17)\n\
         help: give a file that does not exist yet, in a folder that does\n"
    );
    assert_eq!((code, text), (Some(2), expected));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "precious");
    assert!(!data.join("postern.db").exists(), "nothing was founded");
}
