//! `/api/v2/oauth/clients/{clientId}/usage`: what one client called.

pub mod query;
pub mod summary;

use postern_model::{Client, Id};

use crate::{
    api::usage::{job::Family, query::submitted, report::Report},
    call::{Answer, Call},
    fault::Fault,
};

/// Submits a query about the client of the path.
fn submit(call: &Call<'_>, report: Report) -> Answer {
    let id: Id<Client> = call.id("clientId")?;
    call.organization.client(id).ok_or_else(Fault::not_found)?;
    let report = Report { clients: vec![id.to_string()], ..report };
    submitted(Family::ClientQuery, &report, |execution| format!("/api/v2/oauth/clients/{id}/usage/query/results/{execution}"))
}
