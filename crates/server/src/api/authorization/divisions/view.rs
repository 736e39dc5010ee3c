//! A division on the wire (API description: `AuthzDivision`).

use postern_model::Division;
use serde::Serialize;

/// A division as clients see it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DivisionView<'a> {
    id: postern_model::Id<Division>,
    name: &'a str,
    description: &'a str,
    home_division: bool,
    self_uri: String,
}

impl<'a> From<&'a Division> for DivisionView<'a> {
    fn from(division: &'a Division) -> Self {
        Self {
            id: division.id,
            name: &division.name,
            description: &division.description,
            home_division: division.home,
            self_uri: format!("/api/v2/authorization/divisions/{}", division.id),
        }
    }
}
