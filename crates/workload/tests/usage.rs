//! The platform's usage counts as a workload.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;

use postern_catalog::Catalog;
use postern_model::evidence::{Evidence, Source, SourceKind, Usage};
use postern_model::{Client, Fact, Id};
use postern_workload::usage;

fn id<T>(last: u8) -> Id<T> {
    Id::parse(&format!("5b6a4f0e-5d57-4a1e-8c51-6a8f1c1f00{last:02}")).unwrap()
}

fn line(method: &str, template: &str, requests: u64, status400: u64) -> Usage {
    let (method, template) = (method.to_owned(), template.to_owned());
    Usage { client: id(1), user: None, method, template, requests, status400, status429: 0 }
}

fn evidence(usage: Fact<Vec<Usage>>) -> Evidence {
    Evidence {
        source: Source { kind: SourceKind::Local, host: "localhost".to_owned(), reader: None, requests: 0 },
        window_days: 30,
        unread: BTreeMap::new(),
        permissions: Fact::Unknown(String::new()),
        trustees: Fact::Unknown(String::new()),
        authorizations: Fact::Unknown(String::new()),
        integrations: Fact::Unknown(String::new()),
        access_policies: Fact::Unknown(String::new()),
        usage,
        audits: Fact::Unknown(String::new()),
    }
}

fn shown(evidence: &Evidence) -> (Vec<String>, Vec<String>) {
    let client: Id<Client> = id(1);
    let workload = usage::read(Catalog::builtin(), evidence, client);
    let needs = workload.needs.iter().map(|need| format!("{}: {}", need.origin.at, need.origin.what)).collect();
    (needs, workload.gaps.iter().map(|gap| format!("{}: {}", gap.at, gap.why)).collect())
}

#[test]
fn what_was_accepted_is_needed_and_what_was_only_refused_is_a_gap() {
    let lines = vec![
        line("GET", "api/v2/routing/queues/{queueId}", 10, 4),
        line("GET", "api/v2/routing/queues/{queueId}", 5, 5),
        line("POST", "api/v2/users", 3, 3),
        line("GET", "api/v2/of/tomorrow", 2, 0),
        Usage { client: id(2), ..line("DELETE", "api/v2/users/{userId}", 9, 0) },
        Usage { user: Some(id(3)), ..line("GET", "api/v2/users/me", 7, 0) },
    ];
    let (needs, gaps) = shown(&evidence(Fact::Known(lines)));
    assert_eq!(needs, ["usage of 30 days: GET /api/v2/routing/queues/{queueId}, 6 of 15 requests accepted"]);
    assert_eq!(
        gaps,
        [
            "usage of 30 days: the API description has no `GET /api/v2/of/tomorrow`, called 2 times",
            "usage of 30 days: POST /api/v2/users was refused 3 times",
            "usage of 30 days: 7 requests were made for people, whose grants count instead of the client's",
        ]
    );
}

#[test]
fn usage_that_could_not_be_read_is_a_gap() {
    let (needs, gaps) = shown(&evidence(Fact::Unknown("missing oauth:client:view".to_owned())));
    assert_eq!((needs.len(), gaps), (0, vec!["usage of 30 days: usage could not be read: missing oauth:client:view".to_owned()]));
}
