//! Learning what others have changed.

use std::time::Duration;

use postern_store::{Changes, Loaded, Store};
use tokio::time::Instant;

use crate::{delete, document, organization, put};

const LONG: Duration = Duration::from_secs(30);

pub async fn changes_hold_what_was_written_last(store: &Store) {
    let org = organization(store).await;
    store.commit(org, 1, &[put("user", "b", "1"), put("user", "a", "1"), put("role", "z", "1")], &[]).await.unwrap();
    store.commit(org, 2, &[put("user", "a", "2")], &[]).await.unwrap();
    store.commit(org, 3, &[], &[]).await.unwrap();

    let writes = vec![put("role", "z", "1"), put("user", "b", "1"), put("user", "a", "2")];
    assert_eq!(store.changes_after(org, 1).await.unwrap(), Changes::Since { sequence: 4, writes: writes.clone() });
    assert_eq!(store.changes_after(org, 0).await.unwrap(), Changes::Since { sequence: 4, writes });
    assert_eq!(store.changes_after(org, 2).await.unwrap(), Changes::Since { sequence: 4, writes: vec![put("user", "a", "2")] });
    assert_eq!(store.changes_after(org, 4).await.unwrap(), Changes::Since { sequence: 4, writes: vec![] });
}

pub async fn changes_tell_of_deletions(store: &Store) {
    let org = organization(store).await;
    store.commit(org, 1, &[put("user", "a", "1"), put("user", "b", "1")], &[]).await.unwrap();
    store.commit(org, 2, &[delete("user", "a")], &[]).await.unwrap();
    store.commit(org, 3, &[delete("user", "b")], &[]).await.unwrap();
    store.commit(org, 4, &[put("user", "b", "2")], &[]).await.unwrap();
    let writes = vec![delete("user", "a"), put("user", "b", "2")];
    assert_eq!(store.changes_after(org, 2).await.unwrap(), Changes::Since { sequence: 5, writes });
}

/// Also that an old deletion is forgotten only when no follower can ask for it any more.
pub async fn a_follower_far_behind_starts_over(store: &Store) {
    let org = organization(store).await;
    store.commit(org, 1, &[put("user", "a", "1"), put("user", "b", "1")], &[]).await.unwrap();
    store.commit(org, 2, &[delete("user", "a")], &[]).await.unwrap();
    for expected in 3..1_002 {
        store.commit(org, expected, &[], &[]).await.unwrap();
    }
    assert_eq!(store.changes_after(org, 2).await.unwrap(), Changes::Since { sequence: 1_002, writes: vec![delete("user", "a")] });
    store.commit(org, 1_002, &[], &[]).await.unwrap();
    let everything = Changes::Everything(Loaded { sequence: 1_003, documents: vec![document("user", "b", "1")] });
    assert_eq!(store.changes_after(org, 2).await.unwrap(), everything);
    assert_eq!(store.changes_after(org, 3).await.unwrap(), Changes::Since { sequence: 1_003, writes: vec![] });
}

pub async fn a_follower_ahead_of_the_store_starts_over(store: &Store) {
    let org = organization(store).await;
    store.commit(org, 1, &[put("user", "a", "1")], &[]).await.unwrap();
    let everything = Changes::Everything(Loaded { sequence: 2, documents: vec![document("user", "a", "1")] });
    assert_eq!(store.changes_after(org, 3).await.unwrap(), everything);
}

/// The commit that forgets a deletion may be the one that writes the document again.
pub async fn a_revived_document_survives_forgetting(store: &Store) {
    let org = organization(store).await;
    store.commit(org, 1, &[delete("user", "a"), delete("user", "b")], &[]).await.unwrap();
    for expected in 2..1_001 {
        store.commit(org, expected, &[], &[]).await.unwrap();
    }
    store.commit(org, 1_001, &[put("user", "a", "1"), delete("user", "b")], &[]).await.unwrap();
    let writes = vec![put("user", "a", "1"), delete("user", "b")];
    assert_eq!(store.changes_after(org, 1_001).await.unwrap(), Changes::Since { sequence: 1_002, writes });
}

pub async fn a_waiter_is_woken_by_a_commit(store: &Store) {
    let (org, other) = (organization(store).await, organization(store).await);
    let waiter = tokio::spawn({
        let store = store.clone();
        async move { (store.changed(org, 1, Duration::MAX).await.unwrap(), Instant::now()) }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    store.commit(other, 1, &[], &[]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!waiter.is_finished());
    let start = Instant::now();
    store.commit(org, 1, &[], &[]).await.unwrap();
    let (changed, woken) = waiter.await.unwrap();
    assert!(changed);
    assert!(woken - start < Duration::from_millis(500), "{:?}", woken - start);
}

pub async fn a_waiter_behind_does_not_wait(store: &Store) {
    let org = organization(store).await;
    assert!(store.changed(org, 0, LONG).await.unwrap());
    assert!(store.changed(org, 0, Duration::ZERO).await.unwrap());
}

pub async fn a_waiter_gives_up(store: &Store) {
    let org = organization(store).await;
    let start = Instant::now();
    assert!(!store.changed(org, 1, Duration::from_millis(50)).await.unwrap());
    assert!(start.elapsed() >= Duration::from_millis(50));
    assert!(!store.changed(org, 1, Duration::from_millis(1_200)).await.unwrap());
}
