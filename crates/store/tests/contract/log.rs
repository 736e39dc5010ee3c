//! The change log.

use postern_store::{LogEntry, LogQuery, LogRow, Store};
use uuid::Uuid;

use crate::organization;

fn entry(at: i64, body: &str) -> LogEntry {
    LogEntry {
        at,
        service: "PeoplePermissions".into(),
        action: "Create".into(),
        entity_type: "OAuthClient".into(),
        entity_id: "a".into(),
        user: None,
        client: None,
        body: body.into(),
    }
}

fn bodies(rows: &[LogRow]) -> Vec<&str> {
    rows.iter().map(|row| row.entry.body.as_str()).collect()
}

pub async fn rows_come_back_whole_and_in_order(store: &Store) {
    let org = organization(store).await;
    let full = LogEntry { user: Some(Uuid::new_v4()), client: Some(Uuid::new_v4()), ..entry(20, r#"{"is":"'; --"}"#) };
    // The clock of an organization can be set back.
    store.commit(org, 1, &[], &[full.clone(), entry(30, "late"), entry(20, "same time")]).await.unwrap();
    store.commit(org, 2, &[], &[entry(-10, "before the epoch"), entry(20, "next commit")]).await.unwrap();

    let rows = store.log(org, &LogQuery::default()).await.unwrap();
    assert_eq!(bodies(&rows), ["before the epoch", &full.body, "same time", "next commit", "late"]);
    assert_eq!(rows[1].entry, full);
    assert_eq!(rows.iter().map(|row| row.sequence).collect::<Vec<_>>(), [3, 2, 2, 3, 2]);

    let mut reversed = store.log(org, &LogQuery { newest_first: true, ..LogQuery::default() }).await.unwrap();
    reversed.reverse();
    assert_eq!(reversed, rows);
}

pub async fn the_interval_is_half_open(store: &Store) {
    let org = organization(store).await;
    store.commit(org, 1, &[], &[entry(1, "1"), entry(2, "2"), entry(3, "3"), entry(4, "4")]).await.unwrap();
    let rows = store.log(org, &LogQuery { from: 2, to: 4, ..LogQuery::default() }).await.unwrap();
    assert_eq!(bodies(&rows), ["2", "3"]);
    assert_eq!(store.log(org, &LogQuery { from: 4, to: 2, ..LogQuery::default() }).await.unwrap(), []);
}

pub async fn each_filter_narrows(store: &Store) {
    let org = organization(store).await;
    let (user, client) = (Uuid::new_v4(), Uuid::new_v4());
    let plain = entry(1, "plain");
    let rows = [
        plain.clone(),
        LogEntry { service: "Directory".into(), body: "service".into(), ..plain.clone() },
        LogEntry { action: "Delete".into(), body: "action".into(), ..plain.clone() },
        LogEntry { entity_type: "User".into(), body: "type".into(), ..plain.clone() },
        LogEntry { entity_id: "b".into(), body: "id".into(), ..plain.clone() },
        LogEntry { user: Some(user), body: "user".into(), ..plain.clone() },
        LogEntry { client: Some(client), user: Some(user), body: "client".into(), ..plain },
    ];
    store.commit(org, 1, &[], &rows).await.unwrap();
    let all = LogQuery::default();
    for (query, expected) in [
        (LogQuery { service: Some("Directory".into()), ..all.clone() }, vec!["service"]),
        (LogQuery { action: Some("Delete".into()), ..all.clone() }, vec!["action"]),
        (LogQuery { entity_type: Some("User".into()), ..all.clone() }, vec!["type"]),
        (LogQuery { entity_id: Some("b".into()), ..all.clone() }, vec!["id"]),
        (LogQuery { user: Some(user), ..all.clone() }, vec!["user", "client"]),
        (LogQuery { user: Some(user), client: Some(client), ..all.clone() }, vec!["client"]),
        (LogQuery { service: Some("Directory".into()), action: Some("Delete".into()), ..all.clone() }, vec![]),
        (LogQuery { limit: 2, ..all.clone() }, vec!["plain", "service"]),
        (LogQuery { limit: 1, newest_first: true, ..all.clone() }, vec!["client"]),
        (LogQuery { limit: 0, ..all }, vec![]),
    ] {
        assert_eq!(bodies(&store.log(org, &query).await.unwrap()), expected, "{query:?}");
    }
}

pub async fn pages_join_without_gap_or_repeat(store: &Store) {
    let org = organization(store).await;
    let entries: Vec<_> = (0..25).map(|number| entry(i64::from(number % 4), &number.to_string())).collect();
    store.commit(org, 1, &[], &entries).await.unwrap();
    for newest_first in [false, true] {
        let all = store.log(org, &LogQuery { newest_first, ..LogQuery::default() }).await.unwrap();
        let (mut joined, mut after) = (Vec::new(), None);
        loop {
            let page = store.log(org, &LogQuery { newest_first, after, limit: 4, ..LogQuery::default() }).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.cursor());
            joined.extend(page);
        }
        assert_eq!(joined, all);
        assert_eq!(all.len(), 25);
    }
}

pub async fn strange_filters_match_nothing(store: &Store) {
    let org = organization(store).await;
    store.commit(org, 1, &[], &[entry(1, "1")]).await.unwrap();
    for strange in ["' OR 1=1 --", "a\0", "%", ""] {
        let query = LogQuery { entity_id: Some(strange.into()), ..LogQuery::default() };
        assert_eq!(store.log(org, &query).await.unwrap(), [], "{strange:?}");
    }
}

pub async fn organizations_have_logs_of_their_own(store: &Store) {
    let (one, other) = (organization(store).await, organization(store).await);
    store.commit(one, 1, &[], &[entry(1, "one")]).await.unwrap();
    store.commit(other, 1, &[], &[entry(1, "other")]).await.unwrap();
    assert_eq!(bodies(&store.log(one, &LogQuery::default()).await.unwrap()), ["one"]);
}
