//! `/api/v2/teams/{teamId}/members`: each person is kept below the team.

pub mod delete;
pub mod list;
pub mod post;

use postern_org::{Organization, Refusal};

use crate::call::Call;

/// The most people in one request (inferred from the limit of a page).
const MOST: usize = 50;

/// Where the members of the team that the path names are kept, and the team's name.
fn collection(call: &Call<'_>, organization: &Organization) -> Result<(String, String), Refusal> {
    let id = call.param("teamId");
    let path = format!("/teams/{id}");
    let team = organization.resources().get(&path).ok_or_else(|| Refusal::resource_not_found("team", &id))?;
    Ok((format!("{path}/members"), team.name().unwrap_or_default().to_owned()))
}
