//! What stands around the access state: trustees, authorizations, integrations, policies, usage, audit events.

use postern_model::{ClientState, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Ref, present};
use crate::listing::Listed;

/// API description: `Trustee`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Trustee {
    pub id: String,
    pub enabled: bool,
    #[serde(default)]
    pub has_full_access: Option<bool>,
    #[serde(default)]
    pub date_expired: Option<Timestamp>,
    #[serde(default)]
    pub organization: Option<Named>,
}

/// Something with an id and perhaps a name.
#[derive(Serialize, Deserialize)]
pub(crate) struct Named {
    pub id: String,
    #[serde(default)]
    pub name: Option<String>,
}

/// API description: `OAuthAuthorization`. Its client can hold a secret, which is not named here.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Authorization {
    pub client: AuthorizedClient,
    #[serde(default)]
    pub state: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct AuthorizedClient {
    pub id: String,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub state: Option<ClientState>,
}

impl Listed for Authorization {
    fn key(&self) -> String {
        self.client.id.clone()
    }
}

/// API description: `Integration`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Integration {
    pub id: String,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub integration_type: Option<Ref>,
    pub intended_state: String,
}

/// API description: `AuthorizationPolicy`, as it is shown.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct AccessPolicy(pub Map<String, Value>);

impl Listed for AccessPolicy {
    fn key(&self) -> String {
        self.0.get("id").map(ToString::to_string).unwrap_or_default()
    }
}

/// API description: `UsageExecutionResult`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UsageExecution {
    pub execution_id: String,
}

/// API description: `ApiUsageQueryResult`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UsageResult {
    #[serde(default)]
    pub results: Option<Vec<UsageRow>>,
    pub query_status: String,
    #[serde(default)]
    pub cursors: Option<Cursors>,
}

#[derive(Deserialize)]
pub(crate) struct Cursors {
    #[serde(default)]
    pub after: Option<String>,
}

/// API description: `ApiUsageRow`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UsageRow {
    #[serde(default)]
    pub client_id: Option<String>,
    #[serde(default)]
    pub template_uri: Option<String>,
    #[serde(default)]
    pub http_method: Option<String>,
    #[serde(default)]
    pub requests: u64,
    #[serde(default)]
    pub status400: u64,
    #[serde(default)]
    pub status429: u64,
}

/// API description: `AuditQueryExecutionStatusResponse`.
#[derive(Deserialize)]
pub(crate) struct AuditExecution {
    pub id: String,
    pub state: String,
}

/// API description: `AuditQueryExecutionResultsResponse`.
#[derive(Deserialize)]
pub(crate) struct AuditPage {
    #[serde(deserialize_with = "present")]
    pub entities: Vec<AuditMessage>,
    #[serde(default)]
    pub cursor: Option<String>,
}

/// API description: `AuditLogMessage`, without the values of what changed.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AuditMessage {
    pub event_date: Timestamp,
    pub service_name: String,
    pub action: String,
    pub entity_type: String,
    #[serde(default)]
    pub entity: Option<Ref>,
    #[serde(default)]
    pub user: Option<Ref>,
    #[serde(default)]
    pub client: Option<Ref>,
    #[serde(default)]
    pub property_changes: Option<Vec<PropertyChange>>,
}

/// API description: `PropertyChange`: its name.
#[derive(Serialize, Deserialize)]
pub(crate) struct PropertyChange {
    pub property: String,
}
