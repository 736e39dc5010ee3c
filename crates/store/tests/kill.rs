//! `kill -9` at any moment loses no acknowledged commit.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "a test of an edge, which stops at the first surprise")]

use std::{
    collections::BTreeSet,
    env,
    hash::{BuildHasher, RandomState},
    io::{BufRead, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use postern_store::{Document, Location, LogEntry, LogQuery, Store, StoreError, Write};
use uuid::Uuid;

const ROUNDS: u64 = 15;
const ORG: Uuid = Uuid::from_u128(1);
const FILE: &str = "POSTERN_TEST_KILL_FILE";

async fn open(path: &Path) -> Store {
    Store::open(&Location::Sqlite(path.to_owned())).await.unwrap()
}

/// The process to be killed: run by the test below, which names the file.
#[tokio::test]
#[ignore = "runs until it is killed"]
async fn writer() {
    let Some(file) = env::var_os(FILE) else { return };
    let store = open(Path::new(&file)).await;
    let mut sequence = store.sequence(ORG).await.unwrap();
    let mut out = std::io::stdout();
    loop {
        let next = (sequence + 1).to_string();
        // Three documents, so that a commit torn apart would show; long ones, so that checkpoints come up often.
        let writes = ["a", "b", "c"]
            .map(|kind| Write::Put(Document { kind: kind.into(), id: (sequence % 100).to_string(), body: next.repeat(2000) }));
        let entry = LogEntry {
            at: 0,
            service: "test".into(),
            action: "Create".into(),
            entity_type: "Number".into(),
            entity_id: next,
            user: None,
            client: None,
            body: "{}".into(),
        };
        sequence = store.commit(ORG, sequence, &writes, &[entry]).await.unwrap();
        writeln!(out, "acknowledged {sequence}").unwrap();
        out.flush().unwrap();
    }
}

#[tokio::test]
async fn no_acknowledged_commit_is_lost() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("postern.db");
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        // The first rounds also hit the making of the file.
        let longest = if round < 5 { 30_000 } else { 400_000 };
        // Every other time twice over, so that the second process starts from what the first left behind.
        let kills = 1 + round % 2;
        let mut last = acknowledged;
        for _ in 0..kills {
            let patience = Duration::from_micros(RandomState::new().hash_one(round) % longest);
            last = run_and_kill(&path, patience).unwrap_or(last);
            println!("round {round}: killed after {patience:?} at commit {last}");
        }

        let store = open(&path).await;
        let loaded = store.load(ORG).await.unwrap();
        // A kill may come between a commit and its acknowledgement, and there is one commit at a time.
        assert!((last..=last + kills as i64).contains(&loaded.sequence), "acknowledged {last}, found {}", loaded.sequence);
        let log = store.log(ORG, &LogQuery::default()).await.unwrap();
        let logged: Vec<_> = log.iter().map(|row| row.entry.entity_id.clone()).collect();
        assert_eq!(logged, (1..=loaded.sequence).map(|number| number.to_string()).collect::<Vec<_>>());
        assert_eq!(loaded.documents.len() as i64, 3 * loaded.sequence.min(100));
        for Document { id, body, .. } in loaded.documents {
            let newest = (1..=loaded.sequence).rev().find(|number| ((number - 1) % 100).to_string() == id);
            assert_eq!(body, newest.unwrap().to_string().repeat(2000));
        }
        acknowledged = loaded.sequence;
        store.close().await;
    }
    assert!(acknowledged > 50, "only {acknowledged} commits: this proves little");
}

#[tokio::test]
async fn a_file_whose_making_was_interrupted_opens() {
    // From the first file in the directory to the first commit, in small steps over what it takes on this machine.
    let directory = tempfile::tempdir().unwrap();
    let patience = first_commit(&directory.path().join("whole"));
    let mut states = BTreeSet::new();
    for step in 0..60 {
        let path = directory.path().join(step.to_string());
        run_and_kill(&path, patience * step / 60);
        states.insert(
            ["", "-journal", "-wal"].map(|ending| std::fs::metadata(format!("{}{ending}", path.display())).map_or(0, |file| file.len())),
        );
        let store = open(&path).await;
        store.commit(ORG, store.sequence(ORG).await.unwrap(), &[], &[]).await.unwrap();
        store.close().await;
    }
    println!("lengths of the file, its journal and its log at the kill: {states:?}");
    assert!(states.len() > 2, "{states:?}: the kills all came too early or too late");
}

#[tokio::test]
async fn a_running_process_keeps_others_out_and_a_killed_one_does_not() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("postern.db");
    let mut child = spawn(&path);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().starts_with("acknowledged")));
    match Store::open(&Location::Sqlite(path.clone())).await {
        Err(StoreError::InUse { process, .. }) => assert_eq!(process, Some(child.id())),
        other => panic!("{:?}", other.err()),
    }
    child.kill().unwrap();
    child.wait().unwrap();
    open(&path).await;
}

fn spawn(path: &Path) -> std::process::Child {
    Command::new(env::current_exe().unwrap())
        .args(["writer", "--exact", "--ignored", "--nocapture"])
        .env(FILE, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// How long a process takes from its start to its first commit.
fn first_commit(path: &Path) -> Duration {
    let start = Instant::now();
    let mut child = spawn(path);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().starts_with("acknowledged")));
    let time = start.elapsed();
    child.kill().unwrap();
    child.wait().unwrap();
    time
}

/// The last commit the process acknowledged, if it came to any.
fn run_and_kill(path: &Path, patience: Duration) -> Option<i64> {
    let mut child = spawn(path);
    std::thread::sleep(patience);
    child.kill().unwrap();
    child.wait().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.filter_map(|line| line.unwrap().strip_prefix("acknowledged ")?.parse().ok()).last()
}
