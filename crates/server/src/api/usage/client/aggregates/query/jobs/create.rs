//! `POST /api/v2/usage/client/{clientId}/aggregates/query/jobs`.

use postern_model::{Client, Id};

use crate::{
    api::usage::{
        aggregates::query::jobs::{Aggregates, submitted},
        job::Family,
        report::Report,
    },
    call::{Answer, Call},
    fault::Fault,
};

/// Answers where the results are.
pub fn handle(call: &Call<'_>) -> Answer {
    let id: Id<Client> = call.id("clientId")?;
    call.organization.client(id).ok_or_else(Fault::not_found)?;
    let report = call.read::<Aggregates>()?.report()?;
    submitted(call, Family::ClientAggregates, &Report { clients: vec![id.to_string()], ..report })
}
