//! kill -9 at any moment loses no acknowledged write: every token whose deletion was acknowledged stays refused.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests of an edge")]

mod support;

use std::time::Duration;

use support::Up;

const ROUNDS: u64 = 6;
const TOKENS: usize = 40;

#[test]
fn every_acknowledged_revocation_is_there_after_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let arguments = ["--data", data.to_str().unwrap(), "--set", "rate.requests-per-minute=0"];
    let first = Up::start(folder.path(), &arguments);
    let (id, secret) = (first.ready["client_id"].as_str().unwrap().to_owned(), first.ready["client_secret"].as_str().unwrap().to_owned());
    first.kill();
    let mut revoked: Vec<String> = Vec::new();
    for round in 0..ROUNDS {
        let up = Up::start(folder.path(), &arguments);
        for token in &revoked {
            assert_eq!(up.status("GET", "/api/v2/date", token), Some(401), "an acknowledged revocation was lost before round {round}");
        }
        let tokens: Vec<String> = (0..TOKENS).map(|_| up.token_of(&id, &secret)).collect();
        let acknowledged = std::thread::scope(|scope| {
            let revoker = scope.spawn(|| {
                tokens.iter().take_while(|token| up.status("DELETE", "/api/v2/tokens/me", token) == Some(200)).cloned().collect::<Vec<_>>()
            });
            // Different moments, the same in every run: 3, 14, 25, … milliseconds into the writes.
            std::thread::sleep(Duration::from_millis(3 + 11 * round));
            std::process::Command::new("kill").args(["-9", &up.child.id().to_string()]).status().unwrap();
            revoker.join().unwrap()
        });
        revoked.extend(acknowledged);
    }
    assert!(!revoked.is_empty(), "no write was ever acknowledged: the test shows nothing");
    let up = Up::start(folder.path(), &arguments);
    for token in &revoked {
        assert_eq!(up.status("GET", "/api/v2/date", token), Some(401));
    }
}
