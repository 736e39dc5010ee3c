//! Organizations, documents and the sequence that guards them.

use postern_store::{Changes, Loaded, LogEntry, LogQuery, Store, StoreError};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::{delete, document, organization, put};

pub async fn an_unknown_organization_is_empty(store: &Store) {
    let org = Uuid::new_v4();
    assert_eq!(store.sequence(org).await.unwrap(), 0);
    assert_eq!(store.load(org).await.unwrap(), Loaded::default());
    assert_eq!(store.changes_after(org, 0).await.unwrap(), Changes::Since { sequence: 0, writes: vec![] });
    assert!(store.organizations().await.unwrap().is_empty());
    let refusal = store.commit(org, 3, &[put("user", "a", "{}")], &[]).await.unwrap_err();
    assert!(matches!(refusal, StoreError::Conflict { current: 0 }), "{refusal:?}");
    assert!(store.organizations().await.unwrap().is_empty());
}

pub async fn the_first_commit_makes_the_organization(store: &Store) {
    let org = Uuid::new_v4();
    assert_eq!(store.commit(org, 0, &[put("user", "a", "{}")], &[]).await.unwrap(), 1);
    assert_eq!(store.organizations().await.unwrap(), [org]);
    assert_eq!(store.load(org).await.unwrap(), Loaded { sequence: 1, documents: vec![document("user", "a", "{}")] });
    let again = store.commit(org, 0, &[], &[]).await.unwrap_err();
    assert!(matches!(again, StoreError::Conflict { current: 1 }), "{again:?}");
}

pub async fn each_commit_moves_the_sequence_on_by_one(store: &Store) {
    let org = organization(store).await;
    for expected in 1..5 {
        assert_eq!(store.commit(org, expected, &[], &[]).await.unwrap(), expected + 1);
        assert_eq!(store.sequence(org).await.unwrap(), expected + 1);
    }
}

pub async fn a_stale_commit_writes_nothing(store: &Store) {
    let org = organization(store).await;
    store.commit(org, 1, &[put("user", "a", "1")], &[]).await.unwrap();
    let before = store.load(org).await.unwrap();
    let entry = LogEntry {
        at: 0,
        service: String::new(),
        action: String::new(),
        entity_type: String::new(),
        entity_id: String::new(),
        user: None,
        client: None,
        body: "{}".into(),
    };
    for stale in [-1, 0, 1, 3] {
        let writes = [put("user", "a", "2"), put("user", "b", "2")];
        let refusal = store.commit(org, stale, &writes, std::slice::from_ref(&entry)).await.unwrap_err();
        assert!(matches!(refusal, StoreError::Conflict { current: 2 }), "{refusal:?}");
        assert_eq!(refusal.to_string(), "the organization has changed: it is at sequence 2 now");
    }
    assert_eq!(store.load(org).await.unwrap(), before);
    assert_eq!(store.log(org, &LogQuery::default()).await.unwrap(), vec![]);
}

pub async fn of_commits_at_once_one_wins(store: &Store) {
    for expected in [0, 1] {
        let org = if expected == 0 { Uuid::new_v4() } else { organization(store).await };
        let mut writers = JoinSet::new();
        for writer in 0..8 {
            let (store, writes) = (store.clone(), [put("user", &writer.to_string(), "{}")]);
            writers.spawn(async move { store.commit(org, expected, &writes, &[]).await });
        }
        let mut won = 0;
        for outcome in writers.join_all().await {
            match outcome {
                Ok(sequence) => won += sequence - expected,
                Err(StoreError::Conflict { current }) => assert_eq!(current, expected + 1),
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(won, 1);
        assert_eq!(store.load(org).await.unwrap().documents.len(), 1);
    }
}

pub async fn writers_that_try_again_all_get_in(store: &Store) {
    let org = organization(store).await;
    let mut writers = JoinSet::new();
    for writer in 0..6 {
        let store = store.clone();
        writers.spawn(async move {
            let mut expected = 1;
            for round in 0..5 {
                let writes = [put("user", &format!("{writer}-{round}"), "{}")];
                expected = loop {
                    match store.commit(org, expected, &writes, &[]).await {
                        Ok(sequence) => break sequence,
                        Err(StoreError::Conflict { current }) => expected = current,
                        Err(other) => panic!("{other:?}"),
                    }
                };
            }
        });
    }
    writers.join_all().await;
    let loaded = store.load(org).await.unwrap();
    assert_eq!((loaded.sequence, loaded.documents.len()), (31, 30));
}

pub async fn organizations_are_apart(store: &Store) {
    let (one, other) = (organization(store).await, organization(store).await);
    store.commit(one, 1, &[put("user", "a", "1")], &[]).await.unwrap();
    store.commit(other, 1, &[put("user", "a", "2")], &[]).await.unwrap();
    store.commit(other, 2, &[delete("user", "a")], &[]).await.unwrap();
    assert_eq!(store.load(one).await.unwrap(), Loaded { sequence: 2, documents: vec![document("user", "a", "1")] });
    assert_eq!(store.load(other).await.unwrap(), Loaded { sequence: 3, documents: vec![] });
    let mut all = store.organizations().await.unwrap();
    all.sort();
    assert_eq!(all, if one < other { [one, other] } else { [other, one] });
}

pub async fn documents_come_back_byte_for_byte(store: &Store) {
    let long = format!("\"{}\"", "é".repeat(500_000));
    // Ordered by kind and id, byte by byte.
    let documents = vec![
        document("", "", ""),
        document("Role", "'; DROP TABLE documents; --", r#"{"name":"'; DROP TABLE documents; --"}"#),
        document("Role", "../../etc/passwd", "{ \"b\":1,  \"a\":2, \"a\":3 }\n"),
        document("Role", "B", r#""\u0000 %s ? $1 :name""#),
        document("Role", "a", "null"),
        document("Role", "ÿ", "\"\u{202e}\u{1f600}\u{feff}\""),
        document("role", "a", &long),
    ];
    let org = organization(store).await;
    let writes: Vec<_> = documents.iter().rev().cloned().map(postern_store::Write::Put).collect();
    store.commit(org, 1, &writes, &[]).await.unwrap();
    assert!(store.load(org).await.unwrap() == Loaded { sequence: 2, documents });
}

pub async fn the_last_write_of_a_document_counts(store: &Store) {
    let org = organization(store).await;
    let writes = [
        put("user", "a", "1"),
        put("user", "a", "2"),
        put("user", "b", "1"),
        delete("user", "b"),
        delete("user", "c"),
        put("user", "c", "1"),
    ];
    store.commit(org, 1, &writes, &[]).await.unwrap();
    let documents = vec![document("user", "a", "2"), document("user", "c", "1")];
    assert_eq!(store.load(org).await.unwrap().documents, documents);
}

pub async fn deleting_is_idempotent(store: &Store) {
    let org = organization(store).await;
    store.commit(org, 1, &[put("user", "a", "1"), put("role", "a", "1")], &[]).await.unwrap();
    store.commit(org, 2, &[delete("user", "a"), delete("user", "never")], &[]).await.unwrap();
    store.commit(org, 3, &[delete("user", "a")], &[]).await.unwrap();
    assert_eq!(store.load(org).await.unwrap(), Loaded { sequence: 4, documents: vec![document("role", "a", "1")] });
    store.commit(org, 4, &[put("user", "a", "2")], &[]).await.unwrap();
    assert_eq!(store.load(org).await.unwrap().documents, vec![document("role", "a", "1"), document("user", "a", "2")]);
}

pub async fn a_nul_is_refused_before_anything_is_written(store: &Store) {
    let org = organization(store).await;
    for (write, message) in [
        (put("us\0er", "a", "{}"), "a document kind holds the character U+0000"),
        (delete("user", "a\0"), "a document id holds the character U+0000"),
        (put("user", "a", "\0"), "a document body holds the character U+0000"),
    ] {
        let refusal = store.commit(org, 1, &[put("user", "b", "{}"), write], &[]).await.unwrap_err();
        assert_eq!(refusal.to_string(), message);
    }
    assert_eq!(store.load(org).await.unwrap(), Loaded { sequence: 1, documents: vec![] });
}

pub async fn many_documents_fit_in_one_commit(store: &Store) {
    let org = organization(store).await;
    let writes: Vec<_> = (0..20_000).map(|number| put("user", &format!("{number:05}"), "{}")).collect();
    store.commit(org, 1, &writes, &[]).await.unwrap();
    assert_eq!(store.load(org).await.unwrap().documents.len(), 20_000);
}
