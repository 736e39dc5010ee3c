//! Usage queries by their ids. The id holds the query, so any node answers it, a restart loses none, and nothing is kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_model::Client;
use serde::{Deserialize, Serialize};

use super::report::Report;
use crate::{call::Call, fault::Fault};

/// The longest id: it is part of a URL.
const LONGEST: usize = 8192;

/// Which family of operations a query belongs to. The others do not know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Family {
    /// `/usage/query`.
    #[serde(rename = "q")]
    Query,
    /// `/oauth/clients/{clientId}/usage/query` and `summary`.
    #[serde(rename = "c")]
    ClientQuery,
    /// `/usage/simplesearch`.
    #[serde(rename = "s")]
    Search,
    /// `/usage/aggregates/query/jobs`.
    #[serde(rename = "a")]
    Aggregates,
    /// `/usage/client/{clientId}/aggregates/query/jobs`.
    #[serde(rename = "d")]
    ClientAggregates,
}

impl Family {
    /// The id of a new query.
    pub fn submit(self, report: &Report) -> Result<String, Fault> {
        let id = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&(self, report)).map_err(Fault::internal)?);
        if id.len() <= LONGEST {
            return Ok(id);
        }
        let code = match self {
            Self::Aggregates | Self::ClientAggregates => "query.too.long",
            _ => "bad.request",
        };
        Err(Fault::new(400, code, "the query is too long; ask for fewer things at once"))
    }

    /// The query that the path's parameter names; 404 when there is none, or when it is about another client than the path.
    pub fn find(self, call: &Call<'_>, param: &str) -> Result<Report, Fault> {
        let bytes = URL_SAFE_NO_PAD.decode(call.param(param)).map_err(|_| Fault::not_found())?;
        let (family, report): (Self, Report) = serde_json::from_slice(&bytes).map_err(|_| Fault::not_found())?;
        let of_one_client = matches!(self, Self::ClientQuery | Self::ClientAggregates);
        let asked = || call.id::<Client>("clientId").map(|id| [id.to_string()]);
        if family != self || (of_one_client && report.clients != asked()?) {
            return Err(Fault::not_found());
        }
        Ok(report)
    }
}
