//! The platform's own usage counts as a workload: what a client called and was not refused.

use std::collections::BTreeMap;

use postern_catalog::Catalog;
use postern_model::{Client, Evidence, Fact, Id};

use crate::{Origin, Place, Workload};

/// What `client` called with its own grants within the evidence's window. An operation of which every request failed, and a
/// call that the API description does not have, is a gap. Counts say nothing about divisions, and are up to a day late.
pub fn read(catalog: &Catalog, evidence: &Evidence, client: Id<Client>) -> Workload {
    let mut workload = Workload::default();
    let at = format!("usage of {} days", evidence.window_days);
    let usage = match &evidence.usage {
        Fact::Known(usage) => usage,
        Fact::Unknown(why) => {
            workload.add_gap(at, format!("usage could not be read: {why}"));
            return workload;
        }
    };
    let mut for_people = 0;
    let mut counts: BTreeMap<(&str, &str), (u64, u64)> = BTreeMap::new();
    for line in usage.iter().filter(|line| line.client == client) {
        if line.user.is_some() {
            for_people += line.requests;
            continue;
        }
        let (requests, accepted) = counts.entry((&line.method, &line.template)).or_default();
        *requests += line.requests;
        *accepted += line.accepted();
    }
    for ((method, template), (requests, accepted)) in counts {
        let path = format!("/{}", template.trim_start_matches('/'));
        match catalog.operation_at(method, &path) {
            Some(operation) if accepted > 0 => {
                let what = format!("{} {}, {accepted} of {requests} requests accepted", operation.method, operation.path);
                workload.need(operation.id, Place::Unsaid, Origin { at: at.clone(), what, seen: true });
            }
            Some(operation) => workload.add_gap(&at, format!("{} {} was refused {requests} times", operation.method, operation.path)),
            None => workload.add_gap(&at, format!("the API description has no `{method} {path}`, called {requests} times")),
        }
    }
    if for_people > 0 {
        workload.add_gap(&at, format!("{for_people} requests were made for people, whose grants count instead of the client's"));
    }
    workload
}
