//! `POST /api/v2/audits/query/realtime`: a page of events at once.

use std::{future::Future, pin::Pin};

use postern_store::{LogCursor, LogQuery, LogRow};
use serde::Deserialize;
use serde_json::json;

use super::super::{execution::Execution, message::message};
use crate::{
    call::{Answer, Call, Reply},
    fault::Fault,
    paging::{DEFAULT_SIZE, Page},
};

/// Rows read from the log in one go while counting.
const CHUNK: u32 = 1_000;

/// Page fields of `AuditRealtimeQueryRequest`; the rest of it is an audit query.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Paging {
    page_size: Option<usize>,
    page_number: Option<usize>,
}

/// Answers `AuditRealtimeQueryResultsResponse`.
pub fn handle<'c>(call: &'c Call<'c>) -> Pin<Box<dyn Future<Output = Answer> + Send + 'c>> {
    Box::pin(results(call))
}

async fn results(call: &Call<'_>) -> Answer {
    let execution = Execution::submitted(call)?;
    let paging: Paging = call.read()?;
    let page = Page::checked(call, paging.page_size.unwrap_or(DEFAULT_SIZE), paging.page_number.unwrap_or(1))?;
    let (rows, total) = match execution.log_query()? {
        Some(query) => read(call, page, query).await?,
        None => (Vec::new(), 0),
    };
    let entities: Vec<_> = rows.iter().map(|row| message(call, row)).collect();
    Reply::json(&json!({
        "entities": entities, "pageSize": page.size, "pageNumber": page.number, "total": total, "pageCount": total.div_ceil(page.size),
    }))
}

/// The rows of the page, and how many there are in all. The log is read in chunks: only the page is kept.
async fn read(call: &Call<'_>, page: Page, query: LogQuery) -> Result<(Vec<LogRow>, usize), Fault> {
    let first = page.size.saturating_mul(page.number - 1);
    let (mut rows, mut total, mut after) = (Vec::new(), 0, None::<LogCursor>);
    loop {
        let chunk = call.log(&LogQuery { after, limit: CHUNK, ..query.clone() }).await?;
        let Some(last) = chunk.last() else { return Ok((rows, total)) };
        after = Some(last.cursor());
        let (start, count) = (total, chunk.len());
        let on_page = |(at, _): &(usize, LogRow)| (first..first.saturating_add(page.size)).contains(&(start + at));
        rows.extend(chunk.into_iter().enumerate().filter(on_page).map(|(_, row)| row));
        total += count;
        if count < CHUNK as usize {
            return Ok((rows, total));
        }
    }
}
