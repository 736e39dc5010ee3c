//! `[[division]]`: a part of the organization that roles reach into.

use postern_org::{
    Draft,
    change::divisions::{self, DivisionRequest},
};

use crate::refused::refused;
use postern_written::{Fields, Problem, Said};

pub(crate) struct Division {
    pub(crate) name: Said<String>,
    description: Option<Said<String>>,
}

impl Division {
    pub(crate) fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(Self { name: fields.needed("name"), description: fields.text("description") })
    }

    pub(crate) fn sow(&self, draft: &mut Draft<'_>) -> Result<(), Problem> {
        let description = self.description.as_ref().map(|text| text.value.clone());
        let request = DivisionRequest { name: Some(self.name.value.clone()), description };
        divisions::create_division(draft, request).map(drop).map_err(|refusal| refused(&self.name.span, refusal))
    }
}
