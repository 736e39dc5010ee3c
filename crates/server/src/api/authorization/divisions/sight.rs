//! Which divisions a caller sees in listings (setting `divisions.lists-filter`).

use std::collections::BTreeSet;

use postern_model::{Division, Id, Reach};

use crate::call::Call;

/// The divisions that listings show to a caller.
#[derive(Clone, Debug)]
pub enum Sight {
    /// All of them: a grant in `*`, or listings do not filter.
    Everything,
    /// Those in which the caller holds any role at all.
    Only(BTreeSet<Id<Division>>),
}

impl Sight {
    /// What the caller sees.
    pub fn of(call: &Call<'_>) -> Self {
        if !call.organization.profile().settings.divisions_lists_filter {
            return Self::Everything;
        }
        let mut seen = BTreeSet::new();
        for holding in call.organization.holdings(call.subject()) {
            match holding.grant.division {
                Reach::All => return Self::Everything,
                Reach::Division(division) => _ = seen.insert(division),
            }
        }
        Self::Only(seen)
    }

    /// Whether a listing shows what lives in `division`.
    pub fn sees(&self, division: Id<Division>) -> bool {
        match self {
            Self::Everything => true,
            Self::Only(seen) => seen.contains(&division),
        }
    }

    /// The live divisions that the caller sees and that `name` and `id` of the query ask for, in order of name.
    pub fn asked<'c>(&self, call: &'c Call<'_>) -> Vec<&'c Division> {
        let wanted: Vec<Option<Id<Division>>> = call.query.list("id").into_iter().map(Id::parse).collect();
        let term = call.query.get("name").unwrap_or_default().to_lowercase();
        let asked = |division: &&Division| {
            self.sees(division.id)
                && (wanted.is_empty() || wanted.contains(&Some(division.id)))
                && division.name.to_lowercase().contains(&term)
        };
        let mut divisions: Vec<&Division> = call.organization.divisions().filter(asked).collect();
        divisions.sort_by_cached_key(|division| division.name.to_lowercase());
        divisions
    }
}
