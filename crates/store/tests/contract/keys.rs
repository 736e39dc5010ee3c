//! Keys that outlive the process.

use postern_store::Store;
use tokio::task::JoinSet;

pub async fn the_first_writer_wins(store: &Store) {
    assert_eq!(store.known_key("sealing").await.unwrap(), None);
    assert_eq!(store.key("sealing", b"one").await.unwrap(), b"one");
    assert_eq!(store.known_key("sealing").await.unwrap().as_deref(), Some(&b"one"[..]));
    assert_eq!(store.key("sealing", b"two").await.unwrap(), b"one");
    assert_eq!(store.key("pepper", b"two").await.unwrap(), b"two");
}

pub async fn of_writers_at_once_one_wins(store: &Store) {
    let mut nodes = JoinSet::new();
    for node in 0..8_u8 {
        let store = store.clone();
        nodes.spawn(async move { store.key("sealing", &[node]).await.unwrap() });
    }
    let mut keys = nodes.join_all().await;
    keys.dedup();
    assert_eq!(keys.len(), 1);
}

pub async fn a_key_may_hold_any_bytes(store: &Store) {
    let bytes: Vec<_> = (0..=255).collect();
    assert_eq!(store.key("all", &bytes).await.unwrap(), bytes);
    assert_eq!(store.key("all", b"").await.unwrap(), bytes);
    assert_eq!(store.key("none", b"").await.unwrap(), b"");
}
