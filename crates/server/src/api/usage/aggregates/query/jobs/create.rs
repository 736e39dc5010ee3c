//! `POST /api/v2/usage/aggregates/query/jobs`.

use super::{Aggregates, submitted};
use crate::{
    api::usage::job::Family,
    call::{Answer, Call},
};

/// Answers where the results are.
pub fn handle(call: &Call<'_>) -> Answer {
    submitted(call, Family::Aggregates, &call.read::<Aggregates>()?.report()?)
}
