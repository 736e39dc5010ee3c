//! `POST /api/v2/oauth/clients/{clientId}/usage/query`.

use crate::{
    api::{oauth::clients::usage::submit, usage::query::Query},
    call::{Answer, Call},
};

/// Answers where the results are.
pub fn handle(call: &Call<'_>) -> Answer {
    submit(call, call.read::<Query>()?.report()?)
}
