//! What an organization knows around its access state, in the form that an auditor of a live one collects. It is this server's
//! own word, so nothing of it is unread.

use std::collections::{BTreeMap, BTreeSet};

use postern_catalog::Catalog;
use postern_model::{
    AuditEvent, Evidence, Fact, Id, Timestamp,
    evidence::{Audited, Authorization, Integration, Source, SourceKind, Trustee, Usage},
};
use postern_org::Organization;
use postern_store::{LogQuery, LogRow};
use serde_json::Value;

use crate::platform::Platform;

/// The services whose events are about access: `crate::api::audits::query::services`.
const SERVICES: [&str; 3] = ["PeoplePermissions", "Groups", "Organization"];
/// Events read at once.
const PAGE: u32 = 1000;
/// The most events. More are unknown rather than cut off.
const MOST_EVENTS: usize = 100_000;

/// The evidence of the last `days` days up to `now`.
pub(super) async fn collect(platform: &Platform, organization: &Organization, days: u32, now: Timestamp) -> Evidence {
    let resources = |path: &str| organization.resources().list(path).map(|resource| resource.entity.clone()).collect::<Vec<_>>();
    Evidence {
        source: Source { kind: SourceKind::Local, host: platform.url.clone(), reader: None, requests: 1 },
        window_days: days,
        unread: BTreeMap::new(),
        permissions: Fact::Known(permissions(platform.catalog)),
        trustees: Fact::Known(resources("/orgauthorization/trustees").iter().filter_map(trustee).collect()),
        authorizations: Fact::Known(authorizations(organization)),
        integrations: Fact::Known(resources("/integrations").iter().map(integration).collect()),
        access_policies: Fact::Known(resources("/authorization/policies").into_iter().map(Value::Object).collect()),
        usage: known(usage(platform, days, now).await),
        audits: known(audits(platform, days, now).await),
    }
}

fn known<T>(read: Result<T, String>) -> Fact<T> {
    read.map_or_else(Fact::Unknown, Fact::Known)
}

/// Every permission of three parts, sorted: `GET /api/v2/authorization/permissions` shows the same.
fn permissions(catalog: &Catalog) -> Vec<String> {
    let named = catalog.permissions().iter().filter(|permission| !permission.domain.is_empty());
    named.map(|permission| permission.name.to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn text(entity: &serde_json::Map<String, Value>, name: &str) -> Option<String> {
    entity.get(name).and_then(Value::as_str).map(str::to_owned)
}

fn trustee(entity: &serde_json::Map<String, Value>) -> Option<Trustee> {
    let organization = entity.get("organization").and_then(Value::as_object);
    let id = organization.and_then(|organization| text(organization, "id")).or_else(|| text(entity, "id"))?;
    Some(Trustee {
        organization: id.parse().ok()?,
        name: organization.and_then(|organization| text(organization, "name")),
        enabled: entity.get("enabled").and_then(Value::as_bool).unwrap_or(false),
        full_access: entity.get("hasFullAccess").and_then(Value::as_bool).unwrap_or(false),
        expires: text(entity, "dateExpired").and_then(|date| Timestamp::parse(&date)),
    })
}

/// One for each client, as `GET /api/v2/oauth/authorizations` has them.
fn authorizations(organization: &Organization) -> Vec<Authorization> {
    let of_client = |client: &postern_model::Client| Authorization {
        client: client.id.to_string(),
        name: Some(client.name.clone()),
        state: Some(if organization.awaits_consent(client) { "Requested" } else { "Authorized" }.to_owned()),
        client_state: Some(client.state),
    };
    organization.clients().map(of_client).collect()
}

fn integration(entity: &serde_json::Map<String, Value>) -> Integration {
    let kind = entity.get("integrationType").and_then(Value::as_object).and_then(|kind| text(kind, "id"));
    Integration {
        id: text(entity, "id").unwrap_or_default(),
        name: text(entity, "name").unwrap_or_default(),
        kind: kind.unwrap_or_default(),
        state: text(entity, "intendedState").unwrap_or_else(|| "DISABLED".to_owned()),
        client: None,
    }
}

/// The counts, those of this moment included.
async fn usage(platform: &Platform, days: u32, now: Timestamp) -> Result<Vec<Usage>, String> {
    platform.flush_usage().await;
    let from = now.day().saturating_sub(i32::try_from(days).unwrap_or(i32::MAX) - 1);
    let rows = platform.store.usage(platform.tenants[0].id, from, now.day(), None).await.map_err(|error| error.to_string())?;
    let mut summed: BTreeMap<_, Usage> = BTreeMap::new();
    for row in rows {
        // An operation of an older catalogue has no path here.
        let Some(operation) = platform.catalog.operation_named(&row.operation) else { continue };
        let (client, user) = (Id::new(row.client), row.user.map(Id::new));
        let (method, template) = (operation.method.to_owned(), operation.path.trim_start_matches('/').to_owned());
        let none = Usage { client, user, method, template, requests: 0, status400: 0, status429: 0 };
        let usage = summed.entry((client, user, operation.id)).or_insert(none);
        let count = |count: i64| u64::try_from(count).unwrap_or(0);
        usage.requests += count(row.status200 + row.status300 + row.status400 + row.status500);
        usage.status400 += count(row.status400);
        usage.status429 += count(row.status429);
    }
    Ok(summed.into_values().collect())
}

async fn audits(platform: &Platform, days: u32, now: Timestamp) -> Result<Vec<Audited>, String> {
    let from = now.plus_seconds(-i64::from(days) * 86_400).0;
    let mut events = Vec::new();
    for service in SERVICES {
        let mut query = LogQuery { from, service: Some(service.to_owned()), limit: PAGE, ..LogQuery::default() };
        loop {
            let rows = platform.store.log(platform.tenants[0].id, &query).await.map_err(|error| error.to_string())?;
            let Some(last) = rows.last() else { break };
            query.after = Some(last.cursor());
            events.extend(rows.iter().filter_map(audited));
            if events.len() > MOST_EVENTS {
                return Err(format!("there are more than {MOST_EVENTS} audit events; ask for fewer days"));
            }
        }
    }
    events.sort_by(|left, right| (left.at, &left.entity).cmp(&(right.at, &right.entity)));
    Ok(events)
}

/// The event without the values of what changed.
fn audited(row: &LogRow) -> Option<Audited> {
    let event: AuditEvent = serde_json::from_str(&row.entry.body).ok()?;
    Some(Audited {
        at: Timestamp(row.entry.at),
        service: event.service,
        action: event.action,
        entity_type: event.entity_type,
        entity: event.entity_id,
        user: event.user.map(Id::new),
        client: event.client.map(Id::new),
        properties: event.changes.into_iter().map(|change| change.property).collect(),
    })
}
