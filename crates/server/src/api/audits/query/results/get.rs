//! `GET /api/v2/audits/query/{transactionId}/results`: the events, page by page. The last page has no `cursor`.

use std::{future::Future, pin::Pin};

use postern_store::{LogCursor, LogQuery};
use serde_json::json;

use super::super::{execution::Execution, message::message};
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    paging::Page,
};

/// Answers `AuditQueryExecutionResultsResponse`.
pub fn handle<'c>(call: &'c Call<'c>) -> Pin<Box<dyn Future<Output = Answer> + Send + 'c>> {
    Box::pin(results(call))
}

async fn results(call: &Call<'_>) -> Answer {
    let execution = Execution::named(call)?;
    let size = Page::of(call)?.size;
    let after = call.query.get("cursor").map(cursor).transpose()?;
    let mut rows = match execution.log_query()? {
        // One more than shown tells whether there is a next page.
        Some(query) => call.log(&LogQuery { after, limit: size as u32 + 1, ..query }).await?,
        None => Vec::new(),
    };
    let more = rows.len() > size;
    rows.truncate(size);
    let entities: Vec<_> = rows.iter().map(|row| message(call, row)).collect();
    let mut answer = json!({ "id": execution.id(), "pageSize": size, "entities": entities });
    if let (true, Some(last)) = (more, rows.last()) {
        let LogCursor { at, id } = last.cursor();
        answer["cursor"] = format!("{at}-{id}").into();
    }
    Reply::json(&answer)
}

fn cursor(text: &str) -> Result<LogCursor, Fault> {
    let place = text.split_once('-').and_then(|(at, id)| Some(LogCursor { at: at.parse().ok()?, id: id.parse().ok()? }));
    place.ok_or_else(|| Fault::query("cursor", text, "the `cursor` of the page before"))
}
