//! Running the binary as a user would.

#![allow(
    dead_code,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot set up should stop loudly"
)]

use std::{
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

/// `postern` with these arguments, not yet started.
pub fn postern(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postern"));
    command.args(arguments).env_remove("POSTERN_STORE").env_remove("POSTERN_LISTEN");
    for name in ["REGION", "OAUTHCLIENT_ID", "OAUTHCLIENT_SECRET", "ACCESS_TOKEN"] {
        command.env_remove(format!("GENESYSCLOUD_{name}"));
    }
    command
}

/// Runs to the end.
pub fn run(arguments: &[&str]) -> Output {
    postern(arguments).stdin(Stdio::null()).output().unwrap()
}

/// A refused run: exit code and standard error.
pub fn refusal(arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(arguments);
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// `postern up`, listening.
pub struct Up {
    pub child: Child,
    pub ready: Value,
}

impl Up {
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        let ready_file = folder.join("ready.json");
        let _ = std::fs::remove_file(&ready_file);
        let mut all = vec!["up", "--listen", "127.0.0.1:0", "--ready-file", ready_file.to_str().unwrap()];
        all.extend(arguments);
        let mut child = postern(&all).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let deadline = Instant::now() + Duration::from_secs(20);
        while !ready_file.exists() {
            if let Some(status) = child.try_wait().unwrap() {
                panic!("postern up ended with {status}");
            }
            assert!(Instant::now() < deadline, "postern up did not get ready");
            std::thread::sleep(Duration::from_millis(2));
        }
        let ready = serde_json::from_str(&std::fs::read_to_string(ready_file).unwrap()).unwrap();
        Self { child, ready }
    }

    pub fn url(&self) -> &str {
        self.ready["url"].as_str().unwrap()
    }

    /// A token of the client that the ready file names.
    pub fn token(&self) -> String {
        self.token_of(self.ready["client_id"].as_str().unwrap(), self.ready["client_secret"].as_str().unwrap())
    }

    pub fn token_of(&self, id: &str, secret: &str) -> String {
        let request = reqwest::blocking::Client::new().post(format!("{}/oauth/token", self.url())).basic_auth(id, Some(secret));
        let form = request.header("content-type", "application/x-www-form-urlencoded").body("grant_type=client_credentials");
        let body: Value = form.send().unwrap().json().unwrap();
        body["access_token"].as_str().unwrap_or_else(|| panic!("no token: {body}")).to_owned()
    }

    /// Status of a request with a bearer token; `None` when the connection breaks.
    pub fn status(&self, method: &str, path: &str, token: &str) -> Option<u16> {
        let client = reqwest::blocking::Client::new();
        let request = client.request(method.parse().unwrap(), format!("{}{path}", self.url())).bearer_auth(token);
        request.send().ok().map(|reply| reply.status().as_u16())
    }

    /// kill -9.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, and the exit code.
    pub fn terminate(&mut self) -> Option<i32> {
        let killed = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(killed.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Up {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
