//! A division on the wire (API description: `AuthzDivision`).

use std::collections::BTreeMap;

use postern_model::{Division, Id};
use postern_org::Organization;
use serde::Serialize;

use crate::{call::Call, fault::Fault};

/// A division as clients see it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DivisionView<'a> {
    id: Id<Division>,
    name: &'a str,
    description: &'a str,
    home_division: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    object_counts: Option<BTreeMap<&'static str, usize>>,
    self_uri: String,
}

impl<'a> From<&'a Division> for DivisionView<'a> {
    fn from(division: &'a Division) -> Self {
        Self {
            id: division.id,
            name: &division.name,
            description: &division.description,
            home_division: division.home,
            object_counts: None,
            self_uri: format!("/api/v2/authorization/divisions/{}", division.id),
        }
    }
}

/// How many objects live in each division, if `objectCount` asks for it.
pub struct Counts(Option<BTreeMap<Id<Division>, usize>>);

impl Counts {
    /// Counts if the query says so.
    pub fn of(call: &Call<'_>) -> Self {
        Self(call.query.flag("objectCount", false).then(|| users_in(&call.organization)))
    }

    /// A division with its counts. People are the only objects with a division so far.
    pub fn view<'a>(&self, division: &'a Division) -> DivisionView<'a> {
        let counts = self.0.as_ref().map(|users| BTreeMap::from([("USER", users.get(&division.id).copied().unwrap_or(0))]));
        DivisionView { object_counts: counts, ..DivisionView::from(division) }
    }

    /// The same as JSON.
    pub fn json(&self, division: &Division) -> serde_json::Value {
        json(&self.view(division))
    }
}

fn users_in(organization: &Organization) -> BTreeMap<Id<Division>, usize> {
    let mut counts = BTreeMap::new();
    organization.users().for_each(|user| *counts.entry(user.division).or_default() += 1);
    counts
}

/// A view as JSON: plain values with string keys always serialize.
fn json(view: &DivisionView<'_>) -> serde_json::Value {
    serde_json::to_value(view).unwrap_or_default()
}

/// The live division in the path.
pub fn in_path<'c>(call: &'c Call<'_>) -> Result<&'c Division, Fault> {
    call.organization.division(call.id("divisionId")?).ok_or_else(Fault::not_found)
}
