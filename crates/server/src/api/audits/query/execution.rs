//! An audit query as it was submitted, and what it asks of the change log.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_model::Timestamp;
use postern_store::LogQuery;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::interval;
use crate::{call::Call, fault::Fault};

/// Bounds that keep a transaction id, which holds the query, a usable part of an address.
const MOST_FILTERS: usize = 20;
const LONGEST_VALUE: usize = 256;

/// A query, and when it was submitted (API description: `AuditQueryRequest`).
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Execution {
    interval: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    service_name: Option<String>,
    #[serde(default)]
    filters: Option<Vec<Filter>>,
    #[serde(default)]
    sort: Option<Vec<Sort>>,
    /// Later events are not part of the result: pages stay as they were.
    #[serde(default)]
    submitted: i64,
}

#[derive(Serialize, Deserialize)]
struct Filter {
    property: String,
    value: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sort {
    name: String,
    sort_order: String,
}

impl Execution {
    /// The query in the request's body.
    pub fn submitted(call: &Call<'_>) -> Result<Self, Fault> {
        let execution = Self { submitted: call.now.0, ..call.read()? };
        execution.log_query()?;
        Ok(execution)
    }

    /// The query that a transaction id stands for. What is none names nothing: 404.
    pub fn named(call: &Call<'_>) -> Result<Self, Fault> {
        let json = URL_SAFE_NO_PAD.decode(call.param("transactionId")).ok();
        json.and_then(|json| serde_json::from_slice(&json).ok()).ok_or_else(Fault::not_found)
    }

    /// The transaction id: the query itself, so that every node knows it and none keeps it.
    pub fn id(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// API description: `AuditQueryExecutionStatusResponse`.
    pub fn status(&self, state: &str) -> Value {
        json!({
            "id": self.id(), "state": state, "startDate": Timestamp(self.submitted), "interval": self.interval,
            "serviceName": self.service_name, "filters": self.filters.as_deref().unwrap_or_default(),
            "sort": self.sort.as_deref().unwrap_or_default(),
        })
    }

    /// What to read of the change log; `None` when nothing can match. Newest first unless asked otherwise.
    pub fn log_query(&self) -> Result<Option<LogQuery>, Fault> {
        let (from, to) = interval::parse(&self.interval)?;
        let filters = self.filters.as_deref().unwrap_or_default();
        check_filters(filters)?;
        let ascending = self.sort.iter().flatten().next().is_some_and(|sort| sort.sort_order == "ascending");
        let query = LogQuery {
            from: from.0,
            to: to.0.min(self.submitted.saturating_add(1)),
            service: self.service_name.clone().filter(|name| !name.is_empty()),
            newest_first: !ascending,
            ..LogQuery::default()
        };
        Ok(filters.iter().try_fold(query, narrow))
    }
}

fn check_filters(filters: &[Filter]) -> Result<(), Fault> {
    let fault = |text: String| Err(Fault { field: Some("filters".to_owned()), ..Fault::bad_request(text) });
    if filters.len() > MOST_FILTERS {
        return fault(format!("`filters` holds {} filters; at most {MOST_FILTERS} are allowed", filters.len()));
    }
    if let Some(filter) = filters.iter().find(|filter| filter.value.len() > LONGEST_VALUE) {
        return fault(format!("the value of the filter `{}` is longer than {LONGEST_VALUE} bytes", filter.property));
    }
    let has = |property: &str| filters.iter().any(|filter| filter.property == property);
    if has("Action") && !has("EntityType") {
        return fault("the filter `Action` needs the filter `EntityType` beside it".to_owned());
    }
    Ok(())
}

/// Adds one filter. All must hold, so a second value for one property leaves nothing, as does what names nobody.
fn narrow(mut query: LogQuery, filter: &Filter) -> Option<LogQuery> {
    fn only<T: PartialEq>(slot: &mut Option<T>, value: T) -> Option<()> {
        let agrees = slot.as_ref().is_none_or(|already| *already == value);
        *slot = Some(value);
        agrees.then_some(())
    }
    let value = filter.value.as_str();
    match filter.property.as_str() {
        "UserId" => only(&mut query.user, Uuid::try_parse(value).ok()?)?,
        "ClientId" => only(&mut query.client, Uuid::try_parse(value).ok()?)?,
        "Action" => only(&mut query.action, value.to_owned())?,
        "EntityType" => only(&mut query.entity_type, value.to_owned())?,
        "EntityId" => only(&mut query.entity_id, value.to_owned())?,
        // No organization trusts another here.
        _ => return None,
    }
    Some(query)
}
