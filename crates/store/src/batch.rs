//! What every backend needs done to a batch before it becomes SQL.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{Document, LogEntry, LogQuery, StoreError, UsageRow, Write};

/// For how many commits a deletion is remembered. A follower further behind starts over, which costs it one read of the organization.
pub(crate) const REMEMBERED: i64 = 1_000;

/// Whether the changes after `after` can no longer be told, or `after` is ahead of what the store holds.
pub(crate) fn must_start_over(sequence: i64, after: i64) -> bool {
    after > sequence || after < sequence - REMEMBERED
}

/// A document's row as a change.
pub(crate) fn write((kind, id, body): (String, String, Option<String>)) -> Write {
    match body {
        Some(body) => Write::Put(Document { kind, id, body }),
        None => Write::Delete { kind, id },
    }
}

/// A document's new state; no body means deleted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    pub kind: &'a str,
    pub id: &'a str,
    pub body: Option<&'a str>,
}

/// The last write of each document. One statement can then apply them in any order.
pub(crate) fn last_of_each(writes: &[Write]) -> Vec<Row<'_>> {
    let last: BTreeMap<_, _> = writes
        .iter()
        .map(|write| match write {
            Write::Put(Document { kind, id, body }) => ((kind.as_str(), id.as_str()), Some(body.as_str())),
            Write::Delete { kind, id } => ((kind.as_str(), id.as_str()), None),
        })
        .collect();
    last.into_iter().map(|((kind, id), body)| Row { kind, id, body }).collect()
}

/// The sum of the rows of each day, client, user and operation, in that order: nodes that add the same rows at once then take their
/// locks in the same order, and cannot wait for each other.
pub(crate) fn sum_of_each(rows: &[UsageRow]) -> Result<Vec<UsageRow>, StoreError> {
    let mut sums: BTreeMap<(i32, Uuid, Option<Uuid>, &str), UsageRow> = BTreeMap::new();
    for row in rows {
        text(&row.operation, "operation name")?;
        sums.entry((row.day, row.client, row.user, &row.operation))
            .and_modify(|sum| {
                sum.status200 += row.status200;
                sum.status300 += row.status300;
                sum.status400 += row.status400;
                sum.status429 += row.status429;
                sum.status500 += row.status500;
            })
            .or_insert_with(|| row.clone());
    }
    Ok(sums.into_values().collect())
}

/// Refuses what PostgreSQL could not keep, on every backend alike.
pub(crate) fn reject_nul(writes: &[Write], log: &[LogEntry]) -> Result<(), StoreError> {
    for write in writes {
        let (kind, id, body) = match write {
            Write::Put(Document { kind, id, body }) => (kind, id, body.as_str()),
            Write::Delete { kind, id } => (kind, id, ""),
        };
        text(kind, "document kind")?;
        text(id, "document id")?;
        text(body, "document body")?;
    }
    for LogEntry { service, action, entity_type, entity_id, body, .. } in log {
        for part in [service, action, entity_type, entity_id, body] {
            text(part, "log entry")?;
        }
    }
    Ok(())
}

/// Whether a filter asks for a text that no row can hold.
pub(crate) fn cannot_match(query: &LogQuery) -> bool {
    [&query.service, &query.action, &query.entity_type, &query.entity_id].into_iter().flatten().any(|filter| filter.contains('\0'))
}

fn text(text: &str, what: &'static str) -> Result<(), StoreError> {
    if text.contains('\0') { Err(StoreError::Nul { what }) } else { Ok(()) }
}
