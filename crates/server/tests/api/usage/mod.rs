mod aggregates;
mod client;
mod query;
mod simplesearch;

use postern_model::Reach;
use serde_json::Value;

use crate::harness::{Caller, Local};

/// A caller called `tester` that listed the scopes twice and asked once for one that does not exist.
pub async fn busy(local: &Local) -> Caller {
    let caller = local.caller(&["oauth:client:view"], Reach::All).await;
    for path in ["/api/v2/oauth/scopes", "/api/v2/oauth/scopes", "/api/v2/oauth/scopes/nonsense"] {
        caller.get(path).await;
    }
    caller
}

/// Submits a query and gives its results.
pub async fn results(local: &Local, path: &str, body: Value) -> Value {
    let reply = local.admin.post(path, body).await;
    assert_eq!(reply.outcome(), "202", "{}", reply.body);
    let results = local.admin.get(reply.body["resultsUri"].as_str().unwrap()).await;
    assert_eq!(results.outcome(), "200", "{}", results.body);
    results.body
}

fn now() -> postern_model::Timestamp {
    postern_model::Timestamp(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis() as i64)
}

/// Today, `yyyy-MM-dd`.
pub fn today() -> String {
    now().to_string()[..10].to_owned()
}

/// An interval around today.
pub fn this_month() -> String {
    format!("{}/{}", now().plus_seconds(-15 * 86_400), now().plus_seconds(15 * 86_400))
}
