//! Counts of requests, filtered and summed up as a query asks.

use std::collections::BTreeMap;

use postern_catalog::Catalog;
use postern_model::{Client, Id};
use postern_org::Organization;
use postern_store::UsageRow;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::interval::{Days, Granularity};
use crate::{call::Call, fault::Fault};

/// What a query asks. The names are short: it travels in the query's id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Of which days.
    #[serde(rename = "i")]
    pub days: Days,
    /// Cut how finely; not at all when absent.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    pub granularity: Option<Granularity>,
    /// Kept apart by what.
    #[serde(rename = "b", default, skip_serializing_if = "Vec::is_empty")]
    pub group_by: Vec<Dimension>,
    /// Showing which counts and names, as the query spells them; empty: all.
    #[serde(rename = "m", default, skip_serializing_if = "Vec::is_empty")]
    pub metrics: Vec<String>,
    /// Of these clients only; empty: of all. The other filters are alike.
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    pub clients: Vec<String>,
    /// Of clients with these names.
    #[serde(rename = "n", default, skip_serializing_if = "Vec::is_empty")]
    pub client_names: Vec<String>,
    /// For these people.
    #[serde(rename = "u", default, skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<String>,
    /// In these organizations.
    #[serde(rename = "o", default, skip_serializing_if = "Vec::is_empty")]
    pub organizations: Vec<String>,
    /// With these methods.
    #[serde(rename = "h", default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<String>,
    /// Of these path templates, with or without a slash before.
    #[serde(rename = "t", default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<String>,
    /// Sorted by these fields, `-` before one that falls.
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<String>,
}

/// What counts can be kept apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dimension {
    /// The client.
    #[serde(rename = "c", alias = "OAuthClientId", alias = "OauthClientId", alias = "OauthClientName")]
    Client,
    /// The organization.
    #[serde(rename = "o", alias = "OrganizationId")]
    Organization,
    /// The person.
    #[serde(rename = "u", alias = "UserId")]
    User,
    /// The path template.
    #[serde(rename = "t", alias = "TemplateUri")]
    Template,
    /// The method.
    #[serde(rename = "m", alias = "HttpMethod")]
    Method,
    /// Where the request came through; not known of any.
    #[serde(rename = "p", alias = "Platform")]
    Platform,
}

/// What one line of a report is about. A part that was not asked for is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// The first day of the stretch.
    pub date: Option<String>,
    /// The client.
    pub client: Option<Uuid>,
    /// The organization.
    pub organization: Option<Uuid>,
    /// The person.
    pub user: Option<Uuid>,
    /// The path template, without a slash before.
    pub template: Option<String>,
    /// The method.
    pub method: Option<&'static str>,
}

/// The counts of one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// 2xx.
    pub status200: i64,
    /// 3xx.
    pub status300: i64,
    /// 4xx, 429 among them.
    pub status400: i64,
    /// 429.
    pub status429: i64,
    /// 5xx.
    pub status500: i64,
}

impl Counts {
    /// All of them.
    pub fn requests(&self) -> i64 {
        self.status200 + self.status300 + self.status400 + self.status500
    }

    fn add(&mut self, row: &UsageRow) {
        self.status200 += row.status200;
        self.status300 += row.status300;
        self.status400 += row.status400;
        self.status429 += row.status429;
        self.status500 += row.status500;
    }
}

/// A report's lines.
pub type Lines = BTreeMap<Group, Counts>;

impl Report {
    /// A report of `days` with nothing else chosen.
    pub fn of(days: Days) -> Self {
        Self {
            days,
            granularity: None,
            group_by: Vec::new(),
            metrics: Vec::new(),
            clients: Vec::new(),
            client_names: Vec::new(),
            users: Vec::new(),
            organizations: Vec::new(),
            methods: Vec::new(),
            templates: Vec::new(),
            sort: Vec::new(),
        }
    }

    /// Reads the counts, those of this moment included, and sums them up.
    pub async fn run(&self, call: &Call<'_>) -> Result<Lines, Fault> {
        call.platform.flush_usage().await;
        let organization = &*call.organization;
        let only = match &self.clients[..] {
            [one] => Id::<Client>::parse(one).map(Id::uuid),
            _ => None,
        };
        let tenant = &call.platform.tenants[call.tenant];
        let rows = call.platform.store.usage(tenant.id, self.days.from, self.days.to, only).await;
        Ok(self.sum(organization, call.catalog(), &rows.map_err(Fault::unavailable)?))
    }

    fn sum(&self, organization: &Organization, catalog: &Catalog, rows: &[UsageRow]) -> Lines {
        let mut lines = Lines::new();
        let wanted = |list: &[String], value: &str| list.is_empty() || list.iter().any(|one| one.eq_ignore_ascii_case(value));
        if !wanted(&self.organizations, &organization.profile().id.to_string()) {
            return lines;
        }
        for row in rows {
            let (template, method) = match catalog.operation_named(&row.operation) {
                Some(operation) => (operation.path.trim_start_matches('/'), operation.method),
                // An operation of an older catalogue: its name is all that is left of it.
                None => (row.operation.as_str(), ""),
            };
            let named = |list: &[String]| list.iter().any(|one| one.trim_start_matches('/').eq_ignore_ascii_case(template));
            let counts = wanted(&self.clients, &row.client.to_string())
                && (self.client_names.is_empty()
                    || client_name(organization, row.client).is_some_and(|name| self.client_names.iter().any(|one| one == name)))
                && (self.users.is_empty() || row.user.is_some_and(|user| wanted(&self.users, &user.to_string())))
                && wanted(&self.methods, method)
                && (self.templates.is_empty() || named(&self.templates));
            if counts {
                lines.entry(self.group(organization, row, template, method)).or_default().add(row);
            }
        }
        lines
    }

    fn group(&self, organization: &Organization, row: &UsageRow, template: &str, method: &'static str) -> Group {
        let by = |dimension| self.group_by.contains(&dimension);
        Group {
            date: self.granularity.map(|granularity| granularity.start(row.day)),
            client: by(Dimension::Client).then_some(row.client),
            organization: by(Dimension::Organization).then_some(organization.profile().id),
            user: row.user.filter(|_| by(Dimension::User)),
            template: by(Dimension::Template).then(|| template.to_owned()),
            method: by(Dimension::Method).then_some(method),
        }
    }

    /// Whether a count or a name is to be shown.
    pub fn shows(&self, metric: &str) -> bool {
        self.metrics.is_empty() || self.metrics.iter().any(|one| one == metric)
    }
}

/// The name of a client that still exists.
pub fn client_name(organization: &Organization, id: Uuid) -> Option<&str> {
    organization.client(Id::new(id)).map(|client| client.name.as_str())
}
