//! Conversations that were recorded with `postern up --record` are held again with a fresh organization: a changed answer fails.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests of an edge; one that cannot set up should stop loudly"
)]

#[path = "../harness/mod.rs"]
mod harness;

mod bindings;
mod changed;
mod compare;
mod life;
mod pieces;
mod recording;
mod replay;

use std::path::Path;

#[tokio::test]
async fn each_conversation_goes_as_it_went() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conversations");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    files.sort();
    assert!(!files.is_empty(), "there are conversations");
    let mut changed = Vec::new();
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Err(difference) = replay::replay(&replay::lines(file)).await {
            changed.push(format!("conversations/{name}: {difference}"));
        }
    }
    assert!(changed.is_empty(), "\n{}\n", changed.join("\n"));
}
