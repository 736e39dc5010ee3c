//! Which divisions a listing shows to its caller (setting `divisions.lists-filter`).

use postern_catalog::Operation;
use postern_decide::permitted_in;
use postern_model::{Division, Id, Reach};
use postern_org::Resource;

use crate::call::Call;

/// The divisions whose objects the caller is shown.
pub enum Visible {
    /// Every one, those deleted since included.
    All,
    /// These.
    Only(Vec<Id<Division>>),
}

impl Visible {
    /// Where the caller holds what the operation needs.
    pub fn of(call: &Call<'_>) -> Self {
        let filters = call.organization.profile().settings.divisions_lists_filter;
        if filters { Self::where_permitted(call, call.operation) } else { Self::All }
    }

    /// Where the caller may do `operation`, whatever listings show.
    pub fn where_permitted(call: &Call<'_>, operation: &Operation) -> Self {
        let (organization, subject) = (&call.organization, call.subject());
        let permitted = |division: &Id<Division>| permitted_in(call.catalog(), organization, operation, subject, *division);
        let divisions: Vec<_> = organization.divisions().map(|division| division.id).collect();
        if divisions.iter().all(permitted) { Self::All } else { Self::Only(divisions.into_iter().filter(permitted).collect()) }
    }

    /// Whether this is permitted for a stored entity; for one that lives nowhere a grant anywhere suffices.
    pub fn holds(&self, entity: &Resource) -> bool {
        match entity.division() {
            Some(reach) => self.reaches(reach),
            None => !matches!(self, Self::Only(divisions) if divisions.is_empty()),
        }
    }

    /// Whether a stored entity is shown: what lives nowhere is, what lives in every division is where every one is shown.
    pub fn shows_stored(&self, entity: &Resource) -> bool {
        entity.division().is_none_or(|reach| self.reaches(reach))
    }

    /// Whether what lives in one division or in all of them is shown.
    pub fn reaches(&self, reach: Reach) -> bool {
        match reach {
            Reach::All => matches!(self, Self::All),
            Reach::Division(division) => self.shows(division),
        }
    }

    /// Whether what lives in `division` is shown.
    pub fn shows(&self, division: Id<Division>) -> bool {
        match self {
            Self::All => true,
            Self::Only(divisions) => divisions.contains(&division),
        }
    }
}
