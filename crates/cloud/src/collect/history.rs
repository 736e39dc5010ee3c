//! What was done within the window: requests by client and operation, and audit events of access.

use std::{collections::BTreeMap, time::Duration};

use postern_model::{
    Id, Timestamp,
    evidence::{Audited, Usage},
};
use serde_json::json;

use crate::{
    Fault, Heading,
    operation::{Query, queries, reads},
    query,
    reader::Reader,
    wire,
};

/// The services that tell of access: clients, roles, grants, providers; and of groups, which hold roles.
const SERVICES: [&str; 2] = ["PeoplePermissions", "Groups"];
/// The longest interval of one audit query, in days.
const LONGEST: u32 = 30;
/// The most events of one query. More are unknown rather than cut off.
const MOST_EVENTS: usize = 10_000;
/// How often a query is looked at that is not done.
const LOOKS: u32 = 40;

/// Requests by client and operation.
pub(super) fn usage(reader: &mut Reader<'_>, heading: &Heading) -> Result<Vec<Usage>, Fault> {
    let interval = interval(heading, heading.window_days, 0);
    let rows: Vec<wire::UsageRow> = reader.kept(&format!("usage {interval}"), |reader| usage_rows(reader, &interval))?;
    let mut summed: BTreeMap<(Id<postern_model::Client>, String, String), Usage> = BTreeMap::new();
    for row in rows {
        // Requests without a client are the platform's own.
        let Some(client) = row.client_id.as_deref().and_then(Id::parse) else { continue };
        let method = row.http_method.unwrap_or_default();
        let template = row.template_uri.unwrap_or_default().trim_start_matches('/').to_owned();
        let none =
            Usage { client, user: None, method: method.clone(), template: template.clone(), requests: 0, status400: 0, status429: 0 };
        let usage = summed.entry((client, template, method)).or_insert(none);
        usage.requests += row.requests;
        usage.status400 += row.status400;
        usage.status429 += row.status429;
    }
    Ok(summed.into_values().collect())
}

fn usage_rows(reader: &mut Reader<'_>, interval: &str) -> Result<Vec<wire::UsageRow>, Fault> {
    let call = named(queries::USAGE);
    let body = json!({
        "interval": interval, "granularity": "Month", "metrics": ["Status400", "Status429", "Requests"],
        "groupBy": ["OAuthClientId", "TemplateUri", "HttpMethod"],
    });
    let execution: wire::UsageExecution = reader.ask(queries::USAGE, &body)?;
    for look in 0..LOOKS {
        let result: wire::UsageResult = reader.now(reads::USAGE_RESULTS, &[&execution.execution_id], "")?;
        match result.query_status.as_str() {
            "Complete" if result.cursors.is_some_and(|cursors| cursors.after.is_some()) => {
                return Err(Fault::Unusable { what: format!("the result of {call} goes on, and nothing says where") });
            }
            "Complete" => return result.results.ok_or_else(|| Fault::Malformed { call, what: "the result has no `results`".to_owned() }),
            "Running" => look_again(reader, look, "the usage query runs"),
            other => return Err(Fault::Malformed { call, what: format!("the query ended as `{other}`") }),
        }
    }
    Err(Fault::Unusable { what: format!("{call} was not done in time") })
}

/// Audit events of access.
pub(super) fn audits(reader: &mut Reader<'_>, heading: &Heading) -> Result<Vec<Audited>, Fault> {
    let mut events = Vec::new();
    for service in SERVICES {
        let mut to = 0;
        while to < heading.window_days {
            let from = heading.window_days.min(to + LONGEST);
            let interval = interval(heading, from, to);
            let read = reader.kept(&format!("audits {service} {interval}"), |reader| audit_messages(reader, service, &interval))?;
            events.extend(read.into_iter().map(audited));
            to = from;
        }
    }
    events.sort_by(|left, right| (left.at, &left.entity).cmp(&(right.at, &right.entity)));
    Ok(events)
}

fn audit_messages(reader: &mut Reader<'_>, service: &str, interval: &str) -> Result<Vec<wire::AuditMessage>, Fault> {
    let call = named(queries::AUDITS);
    let mut execution: wire::AuditExecution = reader.ask(queries::AUDITS, &json!({ "interval": interval, "serviceName": service }))?;
    let mut look = 0;
    while matches!(execution.state.as_str(), "Queued" | "Running") {
        if look == LOOKS {
            return Err(Fault::Unusable { what: format!("{call} was not done in time") });
        }
        look_again(reader, look, "the audit query runs");
        execution = reader.now(reads::AUDIT_STATUS, &[&execution.id], "")?;
        look += 1;
    }
    if execution.state != "Succeeded" {
        return Err(Fault::Malformed { call, what: format!("the query ended as `{}`", execution.state) });
    }
    let (mut messages, mut cursor): (Vec<wire::AuditMessage>, Option<String>) = (Vec::new(), None);
    loop {
        let mut pairs = vec![("pageSize", "100")];
        pairs.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
        let page: wire::AuditPage = reader.now(reads::AUDIT_RESULTS, &[&execution.id], &query::of(&pairs))?;
        let empty = page.entities.is_empty();
        messages.extend(page.entities);
        let requests = reader.requests();
        reader.progress.read("audit events", messages.len() as u64, None, requests);
        match page.cursor.filter(|next| !next.is_empty()) {
            None => return Ok(messages),
            Some(next) if empty || cursor.as_deref() == Some(next.as_str()) => {
                return Err(Fault::Unusable { what: format!("the results of {call} go on, and their cursor leads nowhere") });
            }
            Some(_) if messages.len() >= MOST_EVENTS => {
                return Err(Fault::Unusable { what: format!("{service} tells of more than {MOST_EVENTS} events; ask for fewer days") });
            }
            next => cursor = next,
        }
    }
}

fn audited(message: wire::AuditMessage) -> Audited {
    Audited {
        at: message.event_date,
        service: message.service_name,
        action: message.action,
        entity_type: message.entity_type,
        entity: message.entity.map(|entity| entity.id).unwrap_or_default(),
        user: message.user.as_ref().and_then(wire::Ref::id),
        client: message.client.as_ref().and_then(wire::Ref::id),
        properties: message.property_changes.unwrap_or_default().into_iter().map(|change| change.property).collect(),
    }
}

/// From `from` days to `to` days before the collection began.
fn interval(heading: &Heading, from: u32, to: u32) -> String {
    let before = |days: u32| -> Timestamp { heading.began.plus_seconds(-i64::from(days) * 86_400) };
    format!("{}/{}", before(from), before(to))
}

/// A quarter of a second, doubled with each look, sixteen seconds at most.
fn look_again(reader: &Reader<'_>, look: u32, why: &str) {
    let time = Duration::from_millis(250) * 2_u32.saturating_pow(look.min(6));
    reader.progress.waiting(time, why);
    reader.clock().wait(time);
}

fn named(query: Query) -> String {
    let path = query.operation(postern_catalog::Catalog::builtin()).map_or(query.name(), |operation| operation.path);
    format!("POST {path}")
}
