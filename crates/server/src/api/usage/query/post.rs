//! `POST /api/v2/usage/query`.

use super::{Query, submitted};
use crate::{
    api::usage::job::Family,
    call::{Answer, Call},
};

/// Answers where the results are.
pub fn handle(call: &Call<'_>) -> Answer {
    submitted(Family::Query, &call.read::<Query>()?.report()?, |id| format!("/api/v2/usage/query/{id}/results"))
}
